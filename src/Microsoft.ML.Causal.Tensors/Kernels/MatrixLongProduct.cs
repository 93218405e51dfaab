// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>Products whose result is small or narrow and whose sums are long: the vectors run along k, in tiles of four by four sums.</summary>
internal static unsafe class MatrixLongProduct<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    private const int Tile = 4;

    /// <summary>C (+)= A Bᵀ.</summary>
    public static void MultiplyLong(int m, int n, int k, T* a, int aRow, T* b, int bRow, T* c, int cRow, bool accumulate)
    {
        T* sums = stackalloc T[Tile * Tile];
        for (int i = 0; i < m; i += Tile)
        {
            int rows = Math.Min(Tile, m - i);
            for (int j = 0; j < n; j += Tile)
            {
                int columns = Math.Min(Tile, n - j);
                Sums(k, a + (long)i * aRow, aRow, rows - 1, b + (long)j * bRow, bRow, columns - 1, sums);
                for (int r = 0; r < rows; r++)
                {
                    T* target = c + (long)(i + r) * cRow + j;
                    for (int s = 0; s < columns; s++)
                        target[s] = accumulate ? target[s] + sums[r * Tile + s] : sums[r * Tile + s];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sums(int k, T* a, nint aRow, int lastRow, T* b, nint bRow, int lastColumn, T* sums)
    {
        // A tile that sticks out computes its last row or column again.
        T* a0 = a + Math.Min(0, lastRow) * aRow, a1 = a + Math.Min(1, lastRow) * aRow, a2 = a + Math.Min(2, lastRow) * aRow, a3 = a + Math.Min(3, lastRow) * aRow;
        T* b0 = b + Math.Min(0, lastColumn) * bRow, b1 = b + Math.Min(1, lastColumn) * bRow, b2 = b + Math.Min(2, lastColumn) * bRow, b3 = b + Math.Min(3, lastColumn) * bRow;
        V c00 = S.Zero, c01 = S.Zero, c02 = S.Zero, c03 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero, c12 = S.Zero, c13 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero, c22 = S.Zero, c23 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero, c32 = S.Zero, c33 = S.Zero;
        int i = 0;
        for (; i <= k - S.Count; i += S.Count)
        {
            V x0 = S.Load(b0 + i), x1 = S.Load(b1 + i), x2 = S.Load(b2 + i), x3 = S.Load(b3 + i);
            V y = S.Load(a0 + i);
            c00 = S.MultiplyAdd(y, x0, c00);
            c01 = S.MultiplyAdd(y, x1, c01);
            c02 = S.MultiplyAdd(y, x2, c02);
            c03 = S.MultiplyAdd(y, x3, c03);
            y = S.Load(a1 + i);
            c10 = S.MultiplyAdd(y, x0, c10);
            c11 = S.MultiplyAdd(y, x1, c11);
            c12 = S.MultiplyAdd(y, x2, c12);
            c13 = S.MultiplyAdd(y, x3, c13);
            y = S.Load(a2 + i);
            c20 = S.MultiplyAdd(y, x0, c20);
            c21 = S.MultiplyAdd(y, x1, c21);
            c22 = S.MultiplyAdd(y, x2, c22);
            c23 = S.MultiplyAdd(y, x3, c23);
            y = S.Load(a3 + i);
            c30 = S.MultiplyAdd(y, x0, c30);
            c31 = S.MultiplyAdd(y, x1, c31);
            c32 = S.MultiplyAdd(y, x2, c32);
            c33 = S.MultiplyAdd(y, x3, c33);
        }

        sums[0] = S.Sum(c00); sums[1] = S.Sum(c01); sums[2] = S.Sum(c02); sums[3] = S.Sum(c03);
        sums[4] = S.Sum(c10); sums[5] = S.Sum(c11); sums[6] = S.Sum(c12); sums[7] = S.Sum(c13);
        sums[8] = S.Sum(c20); sums[9] = S.Sum(c21); sums[10] = S.Sum(c22); sums[11] = S.Sum(c23);
        sums[12] = S.Sum(c30); sums[13] = S.Sum(c31); sums[14] = S.Sum(c32); sums[15] = S.Sum(c33);
        for (; i < k; i++)
        {
            sums[0] += a0[i] * b0[i]; sums[1] += a0[i] * b1[i]; sums[2] += a0[i] * b2[i]; sums[3] += a0[i] * b3[i];
            sums[4] += a1[i] * b0[i]; sums[5] += a1[i] * b1[i]; sums[6] += a1[i] * b2[i]; sums[7] += a1[i] * b3[i];
            sums[8] += a2[i] * b0[i]; sums[9] += a2[i] * b1[i]; sums[10] += a2[i] * b2[i]; sums[11] += a2[i] * b3[i];
            sums[12] += a3[i] * b0[i]; sums[13] += a3[i] * b1[i]; sums[14] += a3[i] * b2[i]; sums[15] += a3[i] * b3[i];
        }
    }
}
