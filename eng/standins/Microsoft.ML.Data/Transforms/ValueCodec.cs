// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;

namespace Microsoft.ML.Data;

/// <summary>Writes and reads single values of any raw type that columns have.</summary>
internal static class ValueCodec
{
    public static void WriteValue<T>(this BinaryWriter writer, T value)
    {
        if (value is ReadOnlyMemory<char> text)
        {
            writer.Write(text.ToString());
            return;
        }

        Span<byte> bytes = stackalloc byte[Unsafe.SizeOf<T>()];
        Unsafe.WriteUnaligned(ref bytes[0], value);
        writer.Write(bytes);
    }

    public static T ReadValue<T>(this BinaryReader reader)
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return (T)(object)reader.ReadString().AsMemory();
        return Unsafe.ReadUnaligned<T>(ref reader.ReadBytes(Unsafe.SizeOf<T>())[0]);
    }
}
