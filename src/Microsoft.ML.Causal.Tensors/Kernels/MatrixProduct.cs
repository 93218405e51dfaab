// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The blocking of <see cref="MatrixKernels"/> for one width of vectors.</summary>
internal static unsafe class MatrixProduct<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    // A panel of 256 rows by two vectors takes 32 KB: with eight rows of A it fits in the first-level cache.
    private const int Depth = 256;
    private const int RowBlock = 64;
    private const int FewRows = 16;

    [ThreadStatic]
    private static AlignedBuffer<T>? _packed;

    /// <summary>Elements that a packed matrix [rows,columns] takes.</summary>
    public static int PackedLength(int rows, int columns) => rows * ((columns + S.Count - 1) / S.Count * S.Count);

    public static void Multiply(
        int m, int n, int k, T* a, int aRow, int aColumn, T* b, int bRow, int bColumn, T* c, int cRow, bool accumulate)
    {
        if (aColumn == 1 && bRow == 1 && MatrixLongProduct<T, V, S>.Suits(n, k))
        {
            MatrixLongProduct<T, V, S>.MultiplyLong(m, n, k, a, aRow, b, bColumn, c, cRow, accumulate);
            return;
        }

        // A block of B that is read where it lies must fit in the first-level cache as it is. Rows that are a multiple of 512 bytes
        // apart share an eighth of the places there, of 1024 a sixteenth: those are packed unless C's rows are too few for that to pay.
        // The depth of a block does not depend on the rows, so that sums are the same however they are split.
        _packed ??= new AlignedBuffer<T>();
        int stride = bRow * sizeof(T), blockDepth = bColumn != 1 || stride % 1024 == 0 ? Depth : stride % 512 == 0 ? Depth / 4 : Depth / 2;
        int direct = bColumn == 1 && (m <= FewRows || stride % 1024 != 0) ? WholePanels(n) : 0;
        int depth = 0;
        do
        {
            int steps = Math.Min(blockDepth, k - depth);
            T* block = b + (long)depth * bRow, left = a + (long)depth * aColumn;
            for (int column = 0; column < direct; column += 2 * S.Count)
                MatrixTile<T, V, S>.Panel(m, 2 * S.Count, steps, left, aRow, aColumn, block + column, bRow, c + column, cRow, null, accumulate, false);
            if (direct < n)
            {
                T* packed = _packed.Reserve(PackedLength(steps, n - direct));
                MatrixPacking<T, V, S>.Pack(block + (long)direct * bColumn, bRow, bColumn, steps, n - direct, packed);
                MultiplyPacked(m, n - direct, steps, left, aRow, aColumn, packed, c + direct, cRow, accumulate, null, false);
            }

            accumulate = true;
            depth += steps;
        }
        while (depth < k);
    }

    /// <summary>C (+)= A B with B packed; C may start from a bias in each row and end with max(·, 0).</summary>
    public static void MultiplyPacked(
        int m, int n, int k, T* a, int aRow, int aColumn, T* packed, T* c, int cRow, bool accumulate, T* bias, bool relu)
    {
        int depth = 0;
        do
        {
            int steps = Math.Min(Depth, k - depth);
            bool last = depth + steps >= k;
            for (int row = 0; row < m; row += RowBlock)
            {
                int rows = Math.Min(RowBlock, m - row), width;
                T* left = a + (long)row * aRow + (long)depth * aColumn, target = c + (long)row * cRow;
                for (int column = 0; column < n; column += width)
                {
                    int vectors = MatrixTile<T, V, S>.PanelVectors((n - column + S.Count - 1) / S.Count), padded = vectors * S.Count;
                    width = Math.Min(padded, n - column);
                    MatrixTile<T, V, S>.Panel(
                        rows, width, steps, left, aRow, aColumn, packed + (long)column * k + (long)depth * padded, padded,
                        target + column, cRow, bias == null ? null : bias + column, accumulate, relu && last);
                }
            }

            accumulate = true;
            depth += steps;
        }
        while (depth < k);
    }

    /// <summary>Columns in panels of two whole vectors, leaving at the end what makes a better panel with one of them.</summary>
    private static int WholePanels(int n)
    {
        int whole = n / (2 * S.Count) * 2 * S.Count, rest = n - whole;
        bool lonely = rest > 0 && rest <= S.Count && whole > 0 && MatrixTile<T, V, S>.PanelVectors(3) == 3;
        return lonely ? whole - 2 * S.Count : whole;
    }
}
