// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Microsoft.ML.Transforms;

/// <summary>MurmurHash3 (Appleby, x86, 32 bits) of the values of columns.</summary>
/// <remarks>Numbers and ASCII text hash as in ML.NET; text beyond ASCII, whose bytes ML.NET packs in its own way, does not.</remarks>
internal static class Murmur
{
    public static uint Hash(uint seed, ReadOnlySpan<char> text)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        uint hash = Hash(seed, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    public static uint Hash(uint seed, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Hash(seed, bytes);
    }

    public static uint Hash(uint seed, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Hash(seed, bytes);
    }

    private static uint Hash(uint seed, ReadOnlySpan<byte> bytes)
    {
        uint hash = seed;
        int whole = bytes.Length / 4 * 4;
        for (int i = 0; i < whole; i += 4)
            hash = BitOperations.RotateLeft(hash ^ Scramble(BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..])), 13) * 5 + 0xe6546b64;

        uint rest = 0;
        for (int i = bytes.Length - 1; i >= whole; i--)
            rest = rest << 8 | bytes[i];
        hash ^= Scramble(rest) ^ (uint)bytes.Length;
        hash = (hash ^ hash >> 16) * 0x85ebca6b;
        hash = (hash ^ hash >> 13) * 0xc2b2ae35;
        return hash ^ hash >> 16;
    }

    private static uint Scramble(uint block) => BitOperations.RotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
}
