// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Causal;

/// <summary>A buffer that values are written to, one after the other, and that is used again for the next row.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[64];
    private int _length;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Begins anew.</summary>
    public void Clear() => _length = 0;

    /// <summary>Room for <paramref name="count"/> more bytes, to be written by the caller.</summary>
    public Span<byte> Extend(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length + count, 2 * _bytes.Length));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    /// <summary>Writes the bytes of a plain value.</summary>
    public void Write<T>(T value) where T : unmanaged => MemoryMarshal.Write(Extend(Marshal<T>.Size), in value);

    /// <summary>Writes a number of values and the values.</summary>
    public void WriteAll<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        Write(values.Length);
        MemoryMarshal.AsBytes(values).CopyTo(Extend(values.Length * Marshal<T>.Size));
    }

    /// <summary>Writes a whole number so that the order of the bytes is the order of the numbers.</summary>
    public void WriteOrdered(long value) => BinaryPrimitives.WriteUInt64BigEndian(Extend(sizeof(ulong)), (ulong)value ^ (1UL << 63));

    /// <summary>Size of plain values, without marshalling's own idea of it.</summary>
    internal static class Marshal<T> where T : unmanaged
    {
        public static readonly int Size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
    }
}
