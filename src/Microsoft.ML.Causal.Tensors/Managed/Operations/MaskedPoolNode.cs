// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> MaskedPool(Tensor<T> x, ReadOnlySpan<T> mask, bool mean = false)
    {
        Node<T> source = Take(x);
        ShapeCheck.Require(source.Shape.Rank == 3, "x [rows,positions,width]", source.Shape);
        ShapeCheck.RequireLength(source.Rows, mask.Length, "the mask of the positions");
        MaskedPoolNode<T> node = Next<MaskedPoolNode<T>>();
        node.Forward(source, mask, mean);
        return node;
    }
}

/// <summary>y_r = Σ_j s_rj x_rj, s the mask, for the mean divided by the row's number of ones; ∂x_rj = s_rj ∂y_r. A row without ones gives 0.</summary>
internal sealed unsafe class MaskedPoolNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _scale = new();
    private Node<T> _x = null!;

    public void Forward(Node<T> x, ReadOnlySpan<T> mask, bool mean)
    {
        _x = x;
        int rows = x.Shape.D0, positions = x.Shape.D1, width = x.Shape.D2;
        Prepare(new Shape(rows, width), x.RequiresGradient);
        T* scale = _scale.Reserve(rows * positions);
        new Span<T>(Value, Length).Clear();
        for (int r = 0; r < rows; r++)
        {
            T ones = T.Zero;
            for (int j = 0; j < positions; j++)
                ones += mask[r * positions + j];
            for (int j = 0; j < positions; j++)
            {
                int at = r * positions + j;
                scale[at] = mean && ones != T.Zero ? mask[at] / ones : mask[at];
                if (scale[at] != T.Zero)
                    VectorKernels.AddScaled(x.Value + (long)at * width, scale[at], Value + (long)r * width, width);
            }
        }
    }

    public override void Backward()
    {
        T* target = _x.AccumulateGradient();
        int positions = _x.Shape.D1, width = Columns;
        for (int at = 0; at < _x.Rows; at++)
        {
            if (_scale.Pointer[at] != T.Zero)
                VectorKernels.AddScaled(Gradient + (long)(at / positions) * width, _scale.Pointer[at], target + (long)at * width, width);
        }
    }
}
