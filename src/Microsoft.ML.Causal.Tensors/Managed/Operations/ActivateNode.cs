// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

internal sealed partial class ManagedTape<T>
{
    public override Tensor<T> Activate(Tensor<T> x, Activation activation)
    {
        ActivateNode<T> node = Next<ActivateNode<T>>();
        node.Forward(Take(x), activation);
        return node;
    }
}

/// <summary>y = f(x), elementwise; ∂x = ∂y f′(x).</summary>
internal sealed unsafe class ActivateNode<T> : Node<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T> _x = null!;
    private Activation _activation;

    public void Forward(Node<T> x, Activation activation)
    {
        (_x, _activation) = (x, activation);
        Prepare(x.Shape, x.RequiresGradient);
        ActivationKernels.Apply(activation, x.Value, Value, Length);
    }

    public override void Backward()
    {
        T* target = _x.WriteGradient(out bool accumulate);
        ActivationKernels.Differentiate(_activation, _x.Value, Value, Gradient, target, Length, accumulate);
    }
}
