// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> NormaliseRows(Tensor<T> x)
    {
        Node<T> input = Take(x);
        NormaliseRowsNode<T> node = Next<NormaliseRowsNode<T>>();
        node.Forward(input);
        return node;
    }
}

/// <summary>y_i = x_i/‖x_i‖; ∂x_i = (∂y_i − y_i (y_i·∂y_i))/‖x_i‖.</summary>
internal sealed unsafe class NormaliseRowsNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _inverse = new();
    private Node<T> _x = null!;

    public void Forward(Node<T> x)
    {
        _x = x;
        Prepare(x.Shape, x.RequiresGradient);
        T* inverse = _inverse.Reserve(Rows);
        for (int r = 0; r < Rows; r++)
        {
            T* row = x.Value + (long)r * Columns, y = Value + (long)r * Columns;
            T square = T.Zero;
            for (int c = 0; c < Columns; c++)
                square += row[c] * row[c];
            inverse[r] = T.One / T.Sqrt(square);
            for (int c = 0; c < Columns; c++)
                y[c] = row[c] * inverse[r];
        }
    }

    public override void Backward()
    {
        T* target = _x.AccumulateGradient();
        for (int r = 0; r < Rows; r++)
        {
            T* y = Value + (long)r * Columns, dy = Gradient + (long)r * Columns, dx = target + (long)r * Columns;
            T along = T.Zero;
            for (int c = 0; c < Columns; c++)
                along += y[c] * dy[c];
            for (int c = 0; c < Columns; c++)
                dx[c] += (dy[c] - y[c] * along) * _inverse.Pointer[r];
        }
    }
}
