// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The innermost loops of a matrix product: a tile of C stays in registers while k runs.</summary>
/// <remarks>
/// Element (i,l) of A lies at a + i·aRow + l·aStep, row l of B's panel at b + l·bStep. Where fewer rows than the tile has are wanted,
/// the last one is computed again in place of the missing: the caller hands a c with room for all. The tile starts from C
/// (accumulate) or from the vectors at <c>start</c> in every row, and may end with max(·, 0).
/// </remarks>
internal static unsafe class MatrixTile<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    /// <summary>Rows of the tile: with two vectors in each, 16 sums hide the latency of the multiply-add and fit in 32 registers.</summary>
    public const int Rows = 8;

    /// <summary>Eight rows by two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(int k, T* a, nint aRow, nint aStep, int rows, T* b, nint bStep, T* c, nint cRow, T* start, bool accumulate, bool relu)
    {
        int last = rows - 1;
        T* a0 = a, a1 = a + Math.Min(1, last) * aRow, a2 = a + Math.Min(2, last) * aRow, a3 = a + Math.Min(3, last) * aRow, a4 = a + Math.Min(4, last) * aRow, a5 = a + Math.Min(5, last) * aRow, a6 = a + Math.Min(6, last) * aRow, a7 = a + Math.Min(7, last) * aRow;
        V c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
        if (accumulate)
        {
            c00 = S.Load(c + 0 * cRow); c01 = S.Load(c + 0 * cRow + S.Count);
            c10 = S.Load(c + 1 * cRow); c11 = S.Load(c + 1 * cRow + S.Count);
            c20 = S.Load(c + 2 * cRow); c21 = S.Load(c + 2 * cRow + S.Count);
            c30 = S.Load(c + 3 * cRow); c31 = S.Load(c + 3 * cRow + S.Count);
            c40 = S.Load(c + 4 * cRow); c41 = S.Load(c + 4 * cRow + S.Count);
            c50 = S.Load(c + 5 * cRow); c51 = S.Load(c + 5 * cRow + S.Count);
            c60 = S.Load(c + 6 * cRow); c61 = S.Load(c + 6 * cRow + S.Count);
            c70 = S.Load(c + 7 * cRow); c71 = S.Load(c + 7 * cRow + S.Count);
        }
        else
        {
            c00 = c10 = c20 = c30 = c40 = c50 = c60 = c70 = S.Load(start);
            c01 = c11 = c21 = c31 = c41 = c51 = c61 = c71 = S.Load(start + S.Count);
        }

        nint at = 0;
        for (; k > 0; k--)
        {
            V b0 = S.Load(b), b1 = S.Load(b + S.Count);
            V x = S.Create(a0[at]);
            c00 = S.MultiplyAdd(x, b0, c00);
            c01 = S.MultiplyAdd(x, b1, c01);
            x = S.Create(a1[at]);
            c10 = S.MultiplyAdd(x, b0, c10);
            c11 = S.MultiplyAdd(x, b1, c11);
            x = S.Create(a2[at]);
            c20 = S.MultiplyAdd(x, b0, c20);
            c21 = S.MultiplyAdd(x, b1, c21);
            x = S.Create(a3[at]);
            c30 = S.MultiplyAdd(x, b0, c30);
            c31 = S.MultiplyAdd(x, b1, c31);
            x = S.Create(a4[at]);
            c40 = S.MultiplyAdd(x, b0, c40);
            c41 = S.MultiplyAdd(x, b1, c41);
            x = S.Create(a5[at]);
            c50 = S.MultiplyAdd(x, b0, c50);
            c51 = S.MultiplyAdd(x, b1, c51);
            x = S.Create(a6[at]);
            c60 = S.MultiplyAdd(x, b0, c60);
            c61 = S.MultiplyAdd(x, b1, c61);
            x = S.Create(a7[at]);
            c70 = S.MultiplyAdd(x, b0, c70);
            c71 = S.MultiplyAdd(x, b1, c71);
            at += aStep;
            b += bStep;
        }

        if (relu)
        {
            V zero = S.Zero;
            c00 = S.Max(zero, c00); c01 = S.Max(zero, c01);
            c10 = S.Max(zero, c10); c11 = S.Max(zero, c11);
            c20 = S.Max(zero, c20); c21 = S.Max(zero, c21);
            c30 = S.Max(zero, c30); c31 = S.Max(zero, c31);
            c40 = S.Max(zero, c40); c41 = S.Max(zero, c41);
            c50 = S.Max(zero, c50); c51 = S.Max(zero, c51);
            c60 = S.Max(zero, c60); c61 = S.Max(zero, c61);
            c70 = S.Max(zero, c70); c71 = S.Max(zero, c71);
        }

        S.Store(c00, c + 0 * cRow); S.Store(c01, c + 0 * cRow + S.Count);
        S.Store(c10, c + 1 * cRow); S.Store(c11, c + 1 * cRow + S.Count);
        S.Store(c20, c + 2 * cRow); S.Store(c21, c + 2 * cRow + S.Count);
        S.Store(c30, c + 3 * cRow); S.Store(c31, c + 3 * cRow + S.Count);
        S.Store(c40, c + 4 * cRow); S.Store(c41, c + 4 * cRow + S.Count);
        S.Store(c50, c + 5 * cRow); S.Store(c51, c + 5 * cRow + S.Count);
        S.Store(c60, c + 6 * cRow); S.Store(c61, c + 6 * cRow + S.Count);
        S.Store(c70, c + 7 * cRow); S.Store(c71, c + 7 * cRow + S.Count);
    }

    /// <summary>Eight rows by one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(int k, T* a, nint aRow, nint aStep, int rows, T* b, nint bStep, T* c, nint cRow, T* start, bool accumulate, bool relu)
    {
        int last = rows - 1;
        T* a0 = a, a1 = a + Math.Min(1, last) * aRow, a2 = a + Math.Min(2, last) * aRow, a3 = a + Math.Min(3, last) * aRow, a4 = a + Math.Min(4, last) * aRow, a5 = a + Math.Min(5, last) * aRow, a6 = a + Math.Min(6, last) * aRow, a7 = a + Math.Min(7, last) * aRow;
        V c00, c10, c20, c30, c40, c50, c60, c70;
        if (accumulate)
        {
            c00 = S.Load(c + 0 * cRow);
            c10 = S.Load(c + 1 * cRow);
            c20 = S.Load(c + 2 * cRow);
            c30 = S.Load(c + 3 * cRow);
            c40 = S.Load(c + 4 * cRow);
            c50 = S.Load(c + 5 * cRow);
            c60 = S.Load(c + 6 * cRow);
            c70 = S.Load(c + 7 * cRow);
        }
        else
        {
            c00 = c10 = c20 = c30 = c40 = c50 = c60 = c70 = S.Load(start);
        }

        nint at = 0;
        for (; k > 0; k--)
        {
            V b0 = S.Load(b);
            V x = S.Create(a0[at]);
            c00 = S.MultiplyAdd(x, b0, c00);
            x = S.Create(a1[at]);
            c10 = S.MultiplyAdd(x, b0, c10);
            x = S.Create(a2[at]);
            c20 = S.MultiplyAdd(x, b0, c20);
            x = S.Create(a3[at]);
            c30 = S.MultiplyAdd(x, b0, c30);
            x = S.Create(a4[at]);
            c40 = S.MultiplyAdd(x, b0, c40);
            x = S.Create(a5[at]);
            c50 = S.MultiplyAdd(x, b0, c50);
            x = S.Create(a6[at]);
            c60 = S.MultiplyAdd(x, b0, c60);
            x = S.Create(a7[at]);
            c70 = S.MultiplyAdd(x, b0, c70);
            at += aStep;
            b += bStep;
        }

        if (relu)
        {
            V zero = S.Zero;
            c00 = S.Max(zero, c00);
            c10 = S.Max(zero, c10);
            c20 = S.Max(zero, c20);
            c30 = S.Max(zero, c30);
            c40 = S.Max(zero, c40);
            c50 = S.Max(zero, c50);
            c60 = S.Max(zero, c60);
            c70 = S.Max(zero, c70);
        }

        S.Store(c00, c + 0 * cRow);
        S.Store(c10, c + 1 * cRow);
        S.Store(c20, c + 2 * cRow);
        S.Store(c30, c + 3 * cRow);
        S.Store(c40, c + 4 * cRow);
        S.Store(c50, c + 5 * cRow);
        S.Store(c60, c + 6 * cRow);
        S.Store(c70, c + 7 * cRow);
    }
}
