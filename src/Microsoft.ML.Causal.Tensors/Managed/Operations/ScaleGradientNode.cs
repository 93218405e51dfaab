// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> ScaleGradient(Tensor<T> x, double factor)
    {
        Node<T> input = Take(x);
        ScaleGradientNode<T> node = Next<ScaleGradientNode<T>>();
        node.Forward(input, T.CreateChecked(factor));
        return node;
    }
}

/// <summary>y = x; ∂x = factor ∂y. 0 stops a gradient, −λ reverses it (Ganin et al. 2016).</summary>
internal sealed unsafe class ScaleGradientNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _x = null!;
    private T _factor;

    public void Forward(Node<T> x, T factor)
    {
        (_x, _factor) = (x, factor);
        PrepareView(x.Shape, x.RequiresGradient && factor != T.Zero, x.Value);    // the same values, not a copy
    }

    public override void Backward()
    {
        T* target = _x.WriteGradient(out bool accumulate);
        VectorKernels.Scale(Gradient, _factor, target, Length, accumulate);
    }
}
