// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.InteropServices;

namespace Microsoft.ML.Causal;

/// <summary>Reads what a <see cref="ByteWriter"/> wrote.</summary>
/// <param name="bytes">The bytes.</param>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The next plain value.</summary>
    public T Read<T>() where T : unmanaged => MemoryMarshal.Read<T>(Take(ByteWriter.Marshal<T>.Size));

    /// <summary>The next values, as many as were written.</summary>
    public ReadOnlySpan<T> ReadAll<T>() where T : unmanaged
    {
        int count = Read<int>();
        return MemoryMarshal.Cast<byte, T>(Take(count * ByteWriter.Marshal<T>.Size));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
