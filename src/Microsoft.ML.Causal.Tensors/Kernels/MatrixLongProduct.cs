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

    /// <summary>Whether this way beats vectors along n: those would be half empty, and the sums are long enough to pay for adding up a vector.</summary>
    public static bool Suits(int n, int k) => n == 1 || (n <= S.Count / 2 && k >= 16 * S.Count);

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
                T* left = a + (long)i * aRow, right = b + (long)j * bRow;
                if (n == 1)
                    Column(k, left, aRow, rows, right, sums);
                else
                    Sums(k, left, aRow, rows, right, bRow, columns, sums);
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
    private static void Column(int k, T* a, nint aRow, int rows, T* b, T* sums)
    {
        // A tile that sticks out computes its last row or column again.
        T* a0 = a;
        T* a1 = rows > 1 ? a0 + aRow : a0;
        T* a2 = rows > 2 ? a1 + aRow : a1;
        T* a3 = rows > 3 ? a2 + aRow : a2;
        V c0 = S.Zero, c1 = S.Zero, c2 = S.Zero, c3 = S.Zero;
        int i = 0;
        for (; i <= k - S.Count; i += S.Count)
        {
            V x = S.Load(b + i);
            c0 = S.MultiplyAdd(S.Load(a0 + i), x, c0);
            c1 = S.MultiplyAdd(S.Load(a1 + i), x, c1);
            c2 = S.MultiplyAdd(S.Load(a2 + i), x, c2);
            c3 = S.MultiplyAdd(S.Load(a3 + i), x, c3);
        }

        int rest = k - i;
        if (rest > 0)
        {
            V x = S.LoadPartial(b + i, rest);
            c0 = S.MultiplyAdd(S.LoadPartial(a0 + i, rest), x, c0);
            c1 = S.MultiplyAdd(S.LoadPartial(a1 + i, rest), x, c1);
            c2 = S.MultiplyAdd(S.LoadPartial(a2 + i, rest), x, c2);
            c3 = S.MultiplyAdd(S.LoadPartial(a3 + i, rest), x, c3);
        }

        sums[0] = S.Sum(c0);
        sums[1 * Tile] = S.Sum(c1);
        sums[2 * Tile] = S.Sum(c2);
        sums[3 * Tile] = S.Sum(c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sums(int k, T* a, nint aRow, int rows, T* b, nint bRow, int columns, T* sums)
    {
        T* a0 = a;
        T* a1 = rows > 1 ? a0 + aRow : a0;
        T* a2 = rows > 2 ? a1 + aRow : a1;
        T* a3 = rows > 3 ? a2 + aRow : a2;
        T* b0 = b;
        T* b1 = columns > 1 ? b0 + bRow : b0;
        T* b2 = columns > 2 ? b1 + bRow : b1;
        T* b3 = columns > 3 ? b2 + bRow : b2;
        V c00 = S.Zero, c01 = S.Zero, c02 = S.Zero, c03 = S.Zero;
        V c10 = S.Zero, c11 = S.Zero, c12 = S.Zero, c13 = S.Zero;
        V c20 = S.Zero, c21 = S.Zero, c22 = S.Zero, c23 = S.Zero;
        V c30 = S.Zero, c31 = S.Zero, c32 = S.Zero, c33 = S.Zero;
        int i = 0;
        for (; i <= k - S.Count; i += S.Count)
        {
            V x0 = S.Load(b0 + i), x1 = S.Load(b1 + i), x2 = S.Load(b2 + i), x3 = S.Load(b3 + i), y = S.Load(a0 + i);
            c00 = S.MultiplyAdd(y, x0, c00); c01 = S.MultiplyAdd(y, x1, c01); c02 = S.MultiplyAdd(y, x2, c02); c03 = S.MultiplyAdd(y, x3, c03);
            y = S.Load(a1 + i);
            c10 = S.MultiplyAdd(y, x0, c10); c11 = S.MultiplyAdd(y, x1, c11); c12 = S.MultiplyAdd(y, x2, c12); c13 = S.MultiplyAdd(y, x3, c13);
            y = S.Load(a2 + i);
            c20 = S.MultiplyAdd(y, x0, c20); c21 = S.MultiplyAdd(y, x1, c21); c22 = S.MultiplyAdd(y, x2, c22); c23 = S.MultiplyAdd(y, x3, c23);
            y = S.Load(a3 + i);
            c30 = S.MultiplyAdd(y, x0, c30); c31 = S.MultiplyAdd(y, x1, c31); c32 = S.MultiplyAdd(y, x2, c32); c33 = S.MultiplyAdd(y, x3, c33);
        }

        int rest = k - i;
        if (rest > 0)
        {
            V x0 = S.LoadPartial(b0 + i, rest), x1 = S.LoadPartial(b1 + i, rest), x2 = S.LoadPartial(b2 + i, rest), x3 = S.LoadPartial(b3 + i, rest), y = S.LoadPartial(a0 + i, rest);
            c00 = S.MultiplyAdd(y, x0, c00); c01 = S.MultiplyAdd(y, x1, c01); c02 = S.MultiplyAdd(y, x2, c02); c03 = S.MultiplyAdd(y, x3, c03);
            y = S.LoadPartial(a1 + i, rest);
            c10 = S.MultiplyAdd(y, x0, c10); c11 = S.MultiplyAdd(y, x1, c11); c12 = S.MultiplyAdd(y, x2, c12); c13 = S.MultiplyAdd(y, x3, c13);
            y = S.LoadPartial(a2 + i, rest);
            c20 = S.MultiplyAdd(y, x0, c20); c21 = S.MultiplyAdd(y, x1, c21); c22 = S.MultiplyAdd(y, x2, c22); c23 = S.MultiplyAdd(y, x3, c23);
            y = S.LoadPartial(a3 + i, rest);
            c30 = S.MultiplyAdd(y, x0, c30); c31 = S.MultiplyAdd(y, x1, c31); c32 = S.MultiplyAdd(y, x2, c32); c33 = S.MultiplyAdd(y, x3, c33);
        }

        S.StoreSums(c00, c01, c02, c03, sums);
        S.StoreSums(c10, c11, c12, c13, sums + Tile);
        S.StoreSums(c20, c21, c22, c23, sums + 2 * Tile);
        S.StoreSums(c30, c31, c32, c33, sums + 3 * Tile);
    }
}
