// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> GatherRows(Tensor<T> x, ReadOnlySpan<int> rows)
    {
        Node<T> input = Take(x);
        GatherRowsNode<T> node = Next<GatherRowsNode<T>>();
        node.Forward(input, rows, nameof(GatherRows));
        return node;
    }

    public override Tensor<T> Embedding(Tensor<T> table, ReadOnlySpan<int> ids)
    {
        Node<T> input = Take(table);
        GatherRowsNode<T> node = Next<GatherRowsNode<T>>();
        node.Forward(input, ids, nameof(Embedding));
        return node;
    }
}

/// <summary>y[i,:] = x[rows[i],:]; ∂x[r,:] = Σ of ∂y[i,:] over the i with rows[i] = r. For a parameter the gradient is sparse.</summary>
internal sealed unsafe class GatherRowsNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<int> _rows = new();
    private Node<T> _x = null!;

    public void Forward(Node<T> x, ReadOnlySpan<int> rows, string operation)
    {
        ShapeCheck.Require(x.Shape.Rank == 2, "a matrix of rows", x.Shape, operation);
        _x = x;
        int width = x.Columns;
        Prepare(new Shape(rows.Length, width), x.RequiresGradient);
        int* kept = _rows.Reserve(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            if ((uint)row >= (uint)x.Rows)
                throw new ArgumentException($"{operation} expects row numbers from 0 to {x.Rows - 1}; number {i} is outside.");
            kept[i] = row;
            new ReadOnlySpan<T>(x.Value + (long)row * width, width).CopyTo(new Span<T>(Value + (long)i * width, width));
        }
    }

    public override void Backward()
    {
        var table = _x as ParameterNode<T>;
        T* target = table is null ? _x.AccumulateGradient() : table.AccumulateSparse();
        int width = Columns;
        int* rows = _rows.Pointer;
        for (int i = 0; i < Rows; i++)
        {
            table?.Touch(rows[i]);
            VectorKernels.AddScaled(Gradient + (long)i * width, T.One, target + (long)rows[i] * width, width);
        }
    }
}
