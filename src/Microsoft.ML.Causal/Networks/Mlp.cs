// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>A multilayer perceptron with ReLU between its layers and a linear output.</summary>
/// <remarks>Layer k has <c>{name}.l{k}.weight</c> [out,in] and <c>{name}.l{k}.bias</c>, k from 1.</remarks>
internal sealed class Mlp<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly (Parameter<T> Weight, Parameter<T> Bias)[] _layers;

    /// <summary>Draws weights from U(±1/√fan_in), layer by layer; biases are 0.</summary>
    public Mlp(string name, int inputs, IReadOnlyList<int> hidden, int outputs, RandomStream random, double learningRateScale = 1)
    {
        _layers = new (Parameter<T>, Parameter<T>)[hidden.Count + 1];
        int width = inputs;
        for (int k = 0; k < _layers.Length; k++)
        {
            int next = k < hidden.Count ? hidden[k] : outputs;
            _layers[k] = (
                Initialisation.Uniform<T>($"{name}.l{k + 1}.weight", new Shape(next, width), width, random, learningRateScale),
                Initialisation.Bias<T>($"{name}.l{k + 1}.bias", next, learningRateScale));
            width = next;
        }
    }

    /// <summary>Weights and biases, layer by layer.</summary>
    public IEnumerable<Parameter<T>> Parameters => _layers.SelectMany(layer => new[] { layer.Weight, layer.Bias });

    /// <summary>Number of hidden layers.</summary>
    public int HiddenLayers => _layers.Length - 1;

    /// <summary>The bias of the output layer.</summary>
    public Parameter<T> OutputBias => _layers[^1].Bias;

    /// <summary>Hidden layer <paramref name="k"/> from 0: ReLU(W x + b).</summary>
    public Tensor<T> Hidden(Tape<T> tape, int k, Tensor<T> x) =>
        tape.Linear(x, tape.Use(_layers[k].Weight), tape.Use(_layers[k].Bias), Activation.Relu);

    /// <summary>The output layer.</summary>
    public Tensor<T> Output(Tape<T> tape, Tensor<T> x) => tape.Linear(x, tape.Use(_layers[^1].Weight), tape.Use(_layers[^1].Bias));

    /// <summary>All layers: x [n,in] → [n,out].</summary>
    public Tensor<T> Forward(Tape<T> tape, Tensor<T> x)
    {
        for (int k = 0; k < HiddenLayers; k++)
            x = Hidden(tape, k, x);
        return Output(tape, x);
    }
}
