// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Microsoft.ML.Causal;

/// <summary>Writes a matrix with its rows and columns exchanged.</summary>
internal static unsafe class Transposition
{
    /// <summary>target[c,r] = source[r,c]; the strides are those of the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(T* source, int sourceRow, T* target, int targetRow, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Blocks of 8 by 8 floats through registers: element by element, packing the weights took a tenth of a product's time.
        int blockRows = 0, blockColumns = 0;
        if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            (blockRows, blockColumns) = (rows / 8 * 8, columns / 8 * 8);
            for (int r = 0; r < blockRows; r += 8)
            {
                for (int c = 0; c < blockColumns; c += 8)
                    Block((float*)(source + (long)r * sourceRow + c), sourceRow, (float*)(target + (long)c * targetRow + r), targetRow);
            }
        }

        for (int r = 0; r < rows; r++)
        {
            for (int c = r < blockRows ? blockColumns : 0; c < columns; c++)
                target[(long)c * targetRow + r] = source[(long)r * sourceRow + c];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(float* source, nint sourceRow, float* target, nint targetRow)
    {
        Vector256<float> a = Avx.LoadVector256(source), b = Avx.LoadVector256(source + sourceRow);
        Vector256<float> c = Avx.LoadVector256(source + 2 * sourceRow), d = Avx.LoadVector256(source + 3 * sourceRow);
        source += 4 * sourceRow;
        Vector256<float> e = Avx.LoadVector256(source), f = Avx.LoadVector256(source + sourceRow);
        Vector256<float> g = Avx.LoadVector256(source + 2 * sourceRow), h = Avx.LoadVector256(source + 3 * sourceRow);

        // Pairs, then fours, within the halves of each vector; then the halves change places.
        Vector256<float> ab0 = Avx.UnpackLow(a, b), ab1 = Avx.UnpackHigh(a, b), cd0 = Avx.UnpackLow(c, d), cd1 = Avx.UnpackHigh(c, d);
        Vector256<float> ef0 = Avx.UnpackLow(e, f), ef1 = Avx.UnpackHigh(e, f), gh0 = Avx.UnpackLow(g, h), gh1 = Avx.UnpackHigh(g, h);
        Vector256<float> p0 = Avx.Shuffle(ab0, cd0, 0x44), p1 = Avx.Shuffle(ab0, cd0, 0xEE), p2 = Avx.Shuffle(ab1, cd1, 0x44), p3 = Avx.Shuffle(ab1, cd1, 0xEE);
        Vector256<float> q0 = Avx.Shuffle(ef0, gh0, 0x44), q1 = Avx.Shuffle(ef0, gh0, 0xEE), q2 = Avx.Shuffle(ef1, gh1, 0x44), q3 = Avx.Shuffle(ef1, gh1, 0xEE);
        Avx.Store(target, Avx.Permute2x128(p0, q0, 0x20));
        Avx.Store(target + targetRow, Avx.Permute2x128(p1, q1, 0x20));
        Avx.Store(target + 2 * targetRow, Avx.Permute2x128(p2, q2, 0x20));
        Avx.Store(target + 3 * targetRow, Avx.Permute2x128(p3, q3, 0x20));
        target += 4 * targetRow;
        Avx.Store(target, Avx.Permute2x128(p0, q0, 0x31));
        Avx.Store(target + targetRow, Avx.Permute2x128(p1, q1, 0x31));
        Avx.Store(target + 2 * targetRow, Avx.Permute2x128(p2, q2, 0x31));
        Avx.Store(target + 3 * targetRow, Avx.Permute2x128(p3, q3, 0x31));
    }
}
