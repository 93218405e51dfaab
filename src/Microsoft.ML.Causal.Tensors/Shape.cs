// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The extents of a dense row-major tensor of one to three axes; the last index runs fastest.</summary>
/// <remarks>
/// Most operations see a tensor as a matrix of <see cref="Rows"/> by <see cref="Columns"/>: the last axis is the columns,
/// all others together are the rows.
/// </remarks>
/// <param name="Rank">Number of axes, 1 to 3.</param>
/// <param name="D0">Extent of the first axis, at least 0.</param>
/// <param name="D1">Extent of the second axis; 1 where there is none.</param>
/// <param name="D2">Extent of the third axis; 1 where there is none.</param>
public readonly record struct Shape(int Rank, int D0, int D1, int D2)
{
    /// <summary>A vector of <paramref name="length"/> elements, [n]; as a matrix it is one column per element, [1,n].</summary>
    public Shape(int length) : this(1, length, 1, 1) { }

    /// <summary>A matrix, [rows, columns].</summary>
    public Shape(int rows, int columns) : this(2, rows, columns, 1) { }

    /// <summary>A batch of matrices, [batch, rows, columns].</summary>
    public Shape(int batch, int rows, int columns) : this(3, batch, rows, columns) { }

    /// <summary>Gets the number of elements.</summary>
    public int Length => D0 * D1 * D2;

    /// <summary>Gets the extent of the last axis.</summary>
    public int Columns => Rank switch { 1 => D0, 2 => D1, _ => D2 };

    /// <summary>Gets the product of all extents but the last; 1 for a vector.</summary>
    public int Rows => Rank switch { 1 => 1, 2 => D0, _ => D0 * D1 };

    /// <summary>Writes the shape as [d0,d1,d2].</summary>
    public override string ToString() => Rank switch { 1 => $"[{D0}]", 2 => $"[{D0},{D1}]", _ => $"[{D0},{D1},{D2}]" };
}
