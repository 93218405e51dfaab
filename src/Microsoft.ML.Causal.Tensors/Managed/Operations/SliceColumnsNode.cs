// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> SliceColumns(Tensor<T> x, int start, int count)
    {
        Node<T> source = Take(x);
        ShapeCheck.Require(
            start >= 0 && count >= 0 && start <= source.Columns - count, $"at least {(long)start + count} columns", source.Shape);
        SliceColumnsNode<T> node = Next<SliceColumnsNode<T>>();
        node.Forward(source, start, count);
        return node;
    }
}

/// <summary>y = x[:, start … start+count−1]; the gradient goes back to those columns.</summary>
internal sealed unsafe class SliceColumnsNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _x = null!;
    private int _start;

    public void Forward(Node<T> x, int start, int count)
    {
        (_x, _start) = (x, start);
        Prepare(new Shape(x.Rows, count), x.RequiresGradient);
        VectorKernels.CopyBlock(x.Value + start, x.Columns, Value, count, Rows, count);
    }

    public override void Backward() =>
        VectorKernels.AddBlock(Gradient, Columns, _x.AccumulateGradient() + _start, _x.Columns, Rows, Columns);
}
