// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Reshape(Tensor<T> x, Shape shape)
    {
        Node<T> source = Take(x);
        ShapeCheck.Require(shape.Length == source.Length, $"a tensor with as many elements as {shape}", source.Shape);
        ReshapeNode<T> node = Next<ReshapeNode<T>>();
        node.Forward(source, shape);
        return node;
    }
}

/// <summary>The same elements, row-major, in another shape.</summary>
internal sealed unsafe class ReshapeNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _x = null!;

    public void Forward(Node<T> x, Shape shape)
    {
        _x = x;
        PrepareView(shape, x.RequiresGradient, x.Value);    // the same values, not a copy
    }

    public override void Backward()
    {
        T* target = _x.WriteGradient(out bool accumulate);
        VectorKernels.Scale(Gradient, T.One, target, Length, accumulate);
    }
}
