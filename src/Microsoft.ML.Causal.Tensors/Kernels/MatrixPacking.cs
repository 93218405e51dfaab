// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>Copies a matrix into panels: for each group of some vectors' columns, row after row, padded with zeros.</summary>
internal static unsafe class MatrixPacking<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    /// <summary>Packs b [rows,columns].</summary>
    public static void Pack(T* b, int bRow, int bColumn, int rows, int columns, T* packed)
    {
        int width;
        for (int column = 0; column < columns; column += width)
        {
            int padded = MatrixTile<T, V, S>.PanelVectors((columns - column + S.Count - 1) / S.Count) * S.Count;
            width = Math.Min(padded, columns - column);
            T* target = packed + (long)column * rows, source = b + (long)column * bColumn;
            if (bColumn == 1)
            {
                CopyRows(source, bRow, rows, width, target, padded);
                continue;
            }

            if (width < padded)
                new Span<T>(target, rows * padded).Clear();
            if (bRow == 1)
                Transposition.Transpose(source, bColumn, target, padded, width, rows);
            else
                CopyElements(source, bRow, bColumn, rows, width, target, padded);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(T* source, int sourceRow, int rows, int width, T* target, int padded)
    {
        int whole = width / S.Count * S.Count, rest = width - whole;
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < whole; c += S.Count)
                S.Store(S.Load(source + c), target + c);
            if (rest > 0)
                S.Store(S.LoadPartial(source + whole, rest), target + whole);
            source += sourceRow;
            target += padded;
        }
    }

    private static void CopyElements(T* source, int sourceRow, int sourceColumn, int rows, int width, T* target, int padded)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < width; c++)
                target[(long)r * padded + c] = source[(long)r * sourceRow + (long)c * sourceColumn];
        }
    }
}
