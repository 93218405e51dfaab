// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Affine(Tensor<T> x, double scale, double shift)
    {
        Node<T> input = Take(x);
        AffineNode<T> node = Next<AffineNode<T>>();
        node.Forward(input, T.CreateChecked(scale), T.CreateChecked(shift));
        return node;
    }
}

/// <summary>y = scale·x + shift; ∂x = scale ∂y.</summary>
internal sealed unsafe class AffineNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _x = null!;
    private T _scale;

    public void Forward(Node<T> x, T scale, T shift)
    {
        (_x, _scale) = (x, scale);
        Prepare(x.Shape, x.RequiresGradient);
        VectorKernels.Affine(x.Value, scale, shift, Value, Length);
    }

    public override void Backward()
    {
        T* target = _x.WriteGradient(out bool accumulate);
        VectorKernels.Scale(Gradient, _scale, target, Length, accumulate);
    }
}
