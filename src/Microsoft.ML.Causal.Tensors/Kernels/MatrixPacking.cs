// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>Copies a matrix into panels: for each group of two vectors' columns, row after row, padded with zeros.</summary>
internal static unsafe class MatrixPacking<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    /// <summary>Packs b [rows,columns]; a last panel of at most one vector's columns is one vector wide.</summary>
    public static void Pack(T* b, int bRow, int bColumn, int rows, int columns, T* packed)
    {
        int panel = 2 * S.Count;
        for (int column = 0; column < columns; column += panel)
        {
            int width = Math.Min(panel, columns - column), padded = width <= S.Count ? S.Count : panel;
            T* target = packed + (long)column * rows, source = b + (long)column * bColumn;
            if (bColumn == 1 && width == panel)
            {
                CopyRows(source, bRow, rows, target);
                continue;
            }

            if (width < padded)
                new Span<T>(target, rows * padded).Clear();
            if (bColumn == 1)
                VectorKernels.CopyBlock(source, bRow, target, padded, rows, width);
            else if (bRow == 1)
                Transposition.Transpose(source, bColumn, target, padded, width, rows);
            else
                CopyElements(source, bRow, bColumn, rows, width, target, padded);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(T* source, int sourceRow, int rows, T* target)
    {
        for (int r = 0; r < rows; r++)
        {
            S.Store(S.Load(source), target);
            S.Store(S.Load(source + S.Count), target + S.Count);
            source += sourceRow;
            target += 2 * S.Count;
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
