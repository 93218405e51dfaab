// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> LogSoftmax(Tensor<T> x, ReadOnlySpan<T> mask = default)
    {
        Node<T> input = Take(x);
        LogSoftmaxNode<T> node = Next<LogSoftmaxNode<T>>();
        node.Forward(input, mask, nameof(LogSoftmax));
        return node;
    }
}

/// <summary>y_j = x_j − log Σ_k e^{x_k} over the kept positions, 0 elsewhere; ∂x_j = ∂y_j − e^{y_j} Σ_k ∂y_k.</summary>
internal sealed unsafe class LogSoftmaxNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _mask = new();
    private Node<T> _x = null!;

    public void Forward(Node<T> x, ReadOnlySpan<T> mask, string operation)
    {
        ShapeCheck.RequireLength(x.Length, mask.Length, "the mask", mayBeEmpty: true, operation);
        _x = x;
        Prepare(x.Shape, x.RequiresGradient);
        var kept = new Span<T>(_mask.Reserve(Length), Length);
        if (mask.IsEmpty)
            kept.Fill(T.One);
        else
            mask.CopyTo(kept);

        for (int r = 0; r < Rows; r++)
        {
            T* logit = x.Value + (long)r * Columns, y = Value + (long)r * Columns, keep = _mask.Pointer + (long)r * Columns;
            T largest = RowMath.LargestKept(logit, kept.Slice(r * Columns, Columns), Columns), sum = T.Zero;
            for (int c = 0; c < Columns; c++)
            {
                if (keep[c] != T.Zero)
                    sum += T.Exp(logit[c] - largest);
            }

            T shift = largest + T.Log(sum);
            for (int c = 0; c < Columns; c++)
                y[c] = keep[c] != T.Zero ? logit[c] - shift : T.Zero;
        }
    }

    public override void Backward()
    {
        T* target = _x.AccumulateGradient();
        for (int r = 0; r < Rows; r++)
        {
            long at = (long)r * Columns;
            T* y = Value + at, dy = Gradient + at, dx = target + at, keep = _mask.Pointer + at;
            T sum = T.Zero;
            for (int c = 0; c < Columns; c++)
            {
                if (keep[c] != T.Zero)
                    sum += dy[c];
            }

            for (int c = 0; c < Columns; c++)
            {
                if (keep[c] != T.Zero)
                    dx[c] += dy[c] - T.Exp(y[c]) * sum;
            }
        }
    }
}
