// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

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
    private const int TileRows = MatrixTile<T, V, S>.Rows;

    [ThreadStatic]
    private static AlignedBuffer<T>? _packed;

    [ThreadStatic]
    private static AlignedBuffer<T>? _edge;

    private static int PanelWidth => 2 * S.Count;

    /// <summary>Elements that a packed matrix [rows,columns] takes.</summary>
    public static int PackedLength(int rows, int columns) => rows * ((columns + S.Count - 1) / S.Count * S.Count);

    public static void Multiply(
        int m, int n, int k, T* a, int aRow, int aColumn, T* b, int bRow, int bColumn, T* c, int cRow, bool accumulate)
    {
        _packed ??= new AlignedBuffer<T>();
        int depth = 0;
        do
        {
            int steps = Math.Min(Depth, k - depth);
            T* block = b + (long)depth * bRow, left = a + (long)depth * aColumn;

            int direct = bColumn == 1 && ReadsInPlace(m, steps, bRow) ? n / PanelWidth * PanelWidth : 0;
            for (int column = 0; column < direct; column += PanelWidth)
                Panel(m, PanelWidth, steps, left, aRow, aColumn, block + column, bRow, c + column, cRow, accumulate, null, false);
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

    /// <summary>
    /// Whether full panels of B are read where they lie: few rows of C read them too few times for packing to pay, and a block of
    /// few rows fits in the first-level cache as it is, unless its rows lie so that they share the same few places there.
    /// </summary>
    private static bool ReadsInPlace(int m, int k, int bRow) => m <= 2 * TileRows || (k <= Depth / 2 && bRow * sizeof(T) % 512 != 0);

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
                int rows = Math.Min(RowBlock, m - row);
                for (int column = 0; column < n; column += PanelWidth)
                {
                    int width = Math.Min(PanelWidth, n - column), padded = width <= S.Count ? S.Count : PanelWidth;
                    Panel(
                        rows, width, steps, a + (long)row * aRow + (long)depth * aColumn, aRow, aColumn,
                        packed + (long)column * k + (long)depth * padded, padded, c + (long)row * cRow + column, cRow,
                        accumulate, bias == null ? null : bias + column, relu && last);
                }
            }

            accumulate = true;
            depth += steps;
        }
        while (depth < k);
    }

    /// <summary>One panel's columns of C: its rows tile by tile.</summary>
    private static void Panel(
        int m, int width, int k, T* a, int aRow, int aColumn, T* panel, int panelRow, T* c, int cRow, bool accumulate, T* bias, bool relu)
    {
        _edge ??= new AlignedBuffer<T>();
        T* edge = _edge.Reserve((TileRows + 1) * PanelWidth), start = edge + TileRows * PanelWidth;
        bool narrow = width <= S.Count;
        int padded = narrow ? S.Count : PanelWidth;
        new Span<T>(start, padded).Clear();
        if (bias != null)
            new ReadOnlySpan<T>(bias, width).CopyTo(new Span<T>(start, width));
        for (int i = 0; i < m; i += TileRows)
        {
            int rows = Math.Min(TileRows, m - i);
            T* left = a + (long)i * aRow, target = c + (long)i * cRow;
            if (rows == TileRows && width == padded)
            {
                Tile(narrow, k, left, aRow, aColumn, rows, panel, panelRow, target, cRow, start, accumulate, relu);
                continue;
            }

            // A tile that sticks out over the matrix is computed aside.
            if (accumulate)
                VectorKernels.CopyBlock(target, cRow, edge, padded, rows, width);
            Tile(narrow, k, left, aRow, aColumn, rows, panel, panelRow, edge, padded, start, accumulate, relu);
            VectorKernels.CopyBlock(edge, padded, target, cRow, rows, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(
        bool narrow, int k, T* a, int aRow, int aColumn, int rows, T* b, int bRow, T* c, int cRow, T* start, bool accumulate, bool relu)
    {
        if (narrow)
            MatrixTile<T, V, S>.Narrow(k, a, aRow, aColumn, rows, b, bRow, c, cRow, start, accumulate, relu);
        else
            MatrixTile<T, V, S>.Wide(k, a, aRow, aColumn, rows, b, bRow, c, cRow, start, accumulate, relu);
    }
}
