// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Activate(Tensor<T> x, Activation activation)
    {
        Node<T> input = Take(x);
        ActivateNode<T> node = Next<ActivateNode<T>>();
        node.Forward(input, activation);
        return node;
    }
}

/// <summary>y = f(x), elementwise; ∂x = ∂y f′(x).</summary>
internal sealed unsafe class ActivateNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _sigmoid = new();
    private Node<T> _x = null!;
    private Activation _activation;

    public void Forward(Node<T> x, Activation activation)
    {
        (_x, _activation) = (x, activation);
        Prepare(x.Shape, x.RequiresGradient);
        T* saved = RequiresGradient && ActivationKernels.SavesSigmoid(activation) ? _sigmoid.Reserve(Length) : null;
        ActivationKernels.Apply(activation, x.Value, Value, saved, Length);
    }

    public override void Backward()
    {
        T* target = _x.WriteGradient(out bool accumulate);
        T* saved = ActivationKernels.SavesSigmoid(_activation) ? _sigmoid.Pointer : _x.Value;
        ActivationKernels.Differentiate(_activation, saved, Value, Gradient, target, Length, accumulate);
    }
}
