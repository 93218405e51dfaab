// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> WeightedSum(Tensor<T> x, ReadOnlySpan<T> weights, double divisor)
    {
        Node<T> input = Take(x);
        WeightedSumNode<T> node = Next<WeightedSumNode<T>>();
        node.Forward(input, weights, divisor);
        return node;
    }
}

/// <summary>y = Σ_i w_i x_i/divisor; ∂x_i = ∂y w_i/divisor.</summary>
internal sealed unsafe class WeightedSumNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _weights = new();
    private Node<T> _x = null!;
    private bool _weighted;
    private double _divisor;

    public void Forward(Node<T> x, ReadOnlySpan<T> weights, double divisor)
    {
        ShapeCheck.RequireLength(x.Length, weights.Length, "the weights", mayBeEmpty: true, "WeightedSum");
        (_x, _weighted, _divisor) = (x, !weights.IsEmpty, divisor);
        Prepare(new Shape(1), x.RequiresGradient);
        T* kept = _weights.Reserve(weights.Length);
        weights.CopyTo(new Span<T>(kept, weights.Length));
        *Value = T.CreateTruncating(LossKernels.Sum(x.Value, _weighted ? kept : null, x.Length) / divisor);
    }

    public override void Backward()
    {
        T upstream = T.CreateTruncating(double.CreateTruncating(*Gradient) / _divisor);
        T* target = _x.WriteGradient(out bool accumulate);
        if (_weighted)
            VectorKernels.Scale(_weights.Pointer, upstream, target, _x.Length, accumulate);
        else if (accumulate)
            VectorKernels.Affine(target, T.One, upstream, target, _x.Length);
        else
            new Span<T>(target, _x.Length).Fill(upstream);
    }
}
