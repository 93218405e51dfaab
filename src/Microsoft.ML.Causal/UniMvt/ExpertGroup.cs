// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The experts of one group: two-layer networks with the same input, computed side by side (eq. 5).</summary>
/// <remarks>Expert k owns rows k·h₁ to (k+1)·h₁−1 of the first layer and matrix k of the second.</remarks>
internal sealed class ExpertGroup<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> _bias1, _bias2;
    private readonly Activation _activation;

    public ExpertGroup(string name, int inputs, int experts, IReadOnlyList<int> widths, Activation activation, RandomStream random)
    {
        _activation = activation;
        First = Initialisation.Uniform<T>($"{name}.l1.weight", new Shape(experts * widths[0], inputs), inputs, random);
        _bias1 = Initialisation.Bias<T>($"{name}.l1.bias", experts * widths[0]);
        Second = Initialisation.Uniform<T>($"{name}.l2.weight", new Shape(experts, widths[1], widths[0]), widths[0], random);
        _bias2 = Initialisation.Bias<T>($"{name}.l2.bias", experts * widths[1]);
    }

    /// <summary>Weights of the first layers, [k·h₁,in].</summary>
    public Parameter<T> First { get; }

    /// <summary>Weights of the second layers, [k,h₂,h₁].</summary>
    public Parameter<T> Second { get; }

    /// <summary>All trainable tensors.</summary>
    public IEnumerable<Parameter<T>> Parameters => [First, _bias1, Second, _bias2];

    /// <summary>e [n,in] → [n,k·h₂], expert by expert.</summary>
    public Tensor<T> Forward(Tape<T> tape, Tensor<T> e)
    {
        Tensor<T> hidden = tape.Linear(e, tape.Use(First), tape.Use(_bias1), _activation);                 // [n,k·h₁]
        return tape.GroupedLinear(hidden, tape.Use(Second), tape.Use(_bias2), _activation);                // [n,k·h₂]
    }
}
