// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>What is linear in e(x): the logits of the two gates (eq. 6) and the linear skips. One product computes them all.</summary>
/// <remarks>The gates have a bias; the skips have none and start at 0.</remarks>
internal sealed class GatesAndSkips<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T>? _baseGate, _baseGateBias, _treatedGate, _treatedGateBias, _baseSkip, _unitUpliftSkip;
    private readonly Tensor<T>[] _weights = new Tensor<T>[4], _biases = new Tensor<T>[3];
    private readonly T[] _zeros = new T[2];
    private readonly int _inputs;

    public GatesAndSkips(UniMvtModelSettings settings, int inputs, RandomStream random)
    {
        _inputs = inputs;
        if (settings.UseExperts)
        {
            int experts = 3 * settings.ExpertsPerGroup;
            _baseGate = Initialisation.Uniform<T>("gate.base.weight", new Shape(experts, inputs), inputs, random);
            _baseGateBias = Initialisation.Bias<T>("gate.base.bias", experts);
            _treatedGate = Initialisation.Uniform<T>("gate.treated.weight", new Shape(experts, inputs), inputs, random);
            _treatedGateBias = Initialisation.Bias<T>("gate.treated.bias", experts);
        }

        if (settings.UseLinearSkips)
        {
            _baseSkip = new Parameter<T>("skip.base.weight", new Shape(1, inputs));
            _unitUpliftSkip = settings.UseCrossNetwork ? new Parameter<T>("skip.unit_uplift.weight", new Shape(1, inputs)) : null;
        }
    }

    /// <summary>All trainable tensors.</summary>
    public IEnumerable<Parameter<T>> Parameters =>
        new[] { _baseGate, _baseGateBias, _treatedGate, _treatedGateBias, _baseSkip, _unitUpliftSkip }.OfType<Parameter<T>>();

    /// <summary>Everything, or what the base response needs; null where a part is not there.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="e">Encoded input, [n,in].</param>
    /// <param name="needsTreated">Whether more is asked for than the base response.</param>
    public Outputs Forward(Tape<T> tape, Tensor<T> e, bool needsTreated)
    {
        int weights = 0, biases = 0, outputs = 0, skips = 0;
        Add(_baseGate, _baseGateBias);
        if (needsTreated)
            Add(_treatedGate, _treatedGateBias);
        Add(_baseSkip, null);
        if (needsTreated)
            Add(_unitUpliftSkip, null);
        if (weights == 0)
            return default;

        if (skips > 0 && biases > 0)
            _biases[biases++] = tape.Constant(_zeros.AsSpan(0, skips), new Shape(skips));
        Tensor<T> joined = tape.Linear(
            e, tape.Reshape(tape.Concat(_weights.AsSpan(0, weights)), new Shape(outputs, _inputs)),
            biases == 0 ? null : tape.Concat(_biases.AsSpan(0, biases)));                                  // [n,outputs]
        int at = 0;
        return new(
            Cut(_baseGate), needsTreated ? Cut(_treatedGate) : null, Cut(_baseSkip), needsTreated ? Cut(_unitUpliftSkip) : null);

        void Add(Parameter<T>? weight, Parameter<T>? bias)
        {
            if (weight is null)
                return;
            _weights[weights++] = tape.Reshape(tape.Use(weight), new Shape(weight.Shape.Length));
            outputs += weight.Shape.Rows;
            if (bias is null)
                skips += weight.Shape.Rows;
            else
                _biases[biases++] = tape.Use(bias);
        }

        Tensor<T>? Cut(Parameter<T>? weight)
        {
            if (weight is null)
                return null;
            at += weight.Shape.Rows;
            return tape.SliceColumns(joined, at - weight.Shape.Rows, weight.Shape.Rows);
        }
    }

    /// <param name="BaseGate">Logits of the base gate, [n,3k].</param>
    /// <param name="TreatedGate">Logits of the treated gate, [n,3k].</param>
    /// <param name="BaseSkip">a0·e(x), [n,1].</param>
    /// <param name="UnitUpliftSkip">aη·e(x), [n,1].</param>
    public readonly record struct Outputs(Tensor<T>? BaseGate, Tensor<T>? TreatedGate, Tensor<T>? BaseSkip, Tensor<T>? UnitUpliftSkip);
}
