// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Clamp(Tensor<T> x, double lo, double hi)
    {
        if (!(lo <= hi))
            throw new ArgumentException($"Clamp expects lo ≤ hi, got {lo} and {hi}.");
        Node<T> input = Take(x);
        ClampNode<T> node = Next<ClampNode<T>>();
        node.Forward(input, T.CreateChecked(lo), T.CreateChecked(hi));
        return node;
    }
}

/// <summary>y = min(max(x, lo), hi); ∂x = ∂y strictly inside, 0 outside.</summary>
internal sealed unsafe class ClampNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _x = null!;
    private T _lo, _hi;

    public void Forward(Node<T> x, T lo, T hi)
    {
        (_x, _lo, _hi) = (x, lo, hi);
        Prepare(x.Shape, x.RequiresGradient);
        LossKernels.Clamp(x.Value, lo, hi, Value, Length);
    }

    public override void Backward() => LossKernels.ClampGradient(_x.Value, _lo, _hi, Gradient, _x.AccumulateGradient(), Length);
}
