// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> CrossEntropy(Tensor<T> logits, ReadOnlySpan<int> target, ReadOnlySpan<T> weight, double divisor)
    {
        Node<T> input = Take(logits);
        CrossEntropyNode<T> node = Next<CrossEntropyNode<T>>();
        node.Forward(input, target, weight, divisor);
        return node;
    }
}

/// <summary>−Σ_i w_i log softmax(x_i)[target_i]/divisor; ∂x_i = w_i (softmax(x_i) − onehot(target_i)).</summary>
internal sealed unsafe class CrossEntropyNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _slope = new();
    private Node<T> _x = null!;
    private double _divisor;

    public void Forward(Node<T> x, ReadOnlySpan<int> target, ReadOnlySpan<T> weight, double divisor)
    {
        ShapeCheck.RequireLength(x.Rows, target.Length, "the target", mayBeEmpty: false, "CrossEntropy");
        ShapeCheck.RequireLength(x.Rows, weight.Length, "the weight", mayBeEmpty: true, "CrossEntropy");
        (_x, _divisor) = (x, divisor);
        Prepare(new Shape(1), x.RequiresGradient);
        T* slopes = _slope.Reserve(x.Length);    // [n,k]
        double total = 0;
        for (int r = 0; r < x.Rows; r++)
        {
            T w = weight.IsEmpty ? T.One : weight[r];
            T* row = x.Value + (long)r * x.Columns, slope = slopes + (long)r * x.Columns;
            if (w == T.Zero)
            {
                new Span<T>(slope, x.Columns).Clear();
                continue;
            }

            if ((uint)target[r] >= (uint)x.Columns)
                throw new ArgumentException($"CrossEntropy expects targets from 0 to {x.Columns - 1}; that of row {r} is outside.");
            T largest = RowMath.LargestKept(row, default, x.Columns), sum = T.Zero;
            for (int c = 0; c < x.Columns; c++)
            {
                slope[c] = T.Exp(row[c] - largest);
                sum += slope[c];
            }

            total += double.CreateTruncating(w) * double.CreateTruncating(T.Log(sum) + largest - row[target[r]]);
            T scale = w / sum;
            for (int c = 0; c < x.Columns; c++)
                slope[c] *= scale;
            slope[target[r]] -= w;
        }

        *Value = T.CreateTruncating(total / divisor);
    }

    public override void Backward()
    {
        T upstream = T.CreateTruncating(double.CreateTruncating(*Gradient) / _divisor);
        T* target = _x.WriteGradient(out bool accumulate);
        VectorKernels.Scale(_slope.Pointer, upstream, target, _x.Length, accumulate);
    }
}
