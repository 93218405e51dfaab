// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Constant(ReadOnlySpan<T> values, Shape shape)
    {
        ShapeCheck.RequireLength(shape.Length, values.Length, "the constant");
        ConstantNode<T> node = Next<ConstantNode<T>>();
        node.Forward(values, shape);
        return node;
    }
}

/// <summary>Values given from outside; no gradient.</summary>
internal sealed unsafe class ConstantNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Forward(ReadOnlySpan<T> values, Shape shape)
    {
        Prepare(shape, requiresGradient: false);
        values.CopyTo(new Span<T>(Value, Length));
    }

    public override void Backward()
    {
    }
}
