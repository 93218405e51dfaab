// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The treatment tower with its treatment-aware gates (eq. 11 and 12).</summary>
/// <remarks>
/// <code>
/// e^t = ReLU(W_e [t/t_max, log1p t] + b_e)
/// h_k = ReLU(W_k h_{k−1} + b_k) ⊙ 2σ(W_a,k e^t + b_a,k),   h_0 = ut
/// </code>
/// The gates' weights start at 0, so that they start at 1.
/// </remarks>
internal sealed class TreatmentTower<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Mlp<T> _tower;
    private readonly Parameter<T> _embedWeight, _embedBias;
    private readonly (Parameter<T> Weight, Parameter<T> Bias)[] _gates;
    private readonly double _largest;

    public TreatmentTower(UniMvtModelSettings settings, int inputs, RandomStream random)
    {
        int width = settings.IntensityEmbeddingWidth;
        _largest = settings.IntensityMaximum;
        _tower = new("tower.treated", inputs, settings.TowerWidths, 1, random);
        _embedWeight = Initialisation.Uniform<T>("ta.embed.weight", new Shape(width, 2), 2, random);
        _embedBias = Initialisation.Bias<T>("ta.embed.bias", width);
        _gates = [.. settings.TowerWidths.Select((units, k) => (
            new Parameter<T>($"ta.gate{k + 1}.weight", new Shape(units, width)),
            Initialisation.Bias<T>($"ta.gate{k + 1}.bias", units)))];
    }

    /// <summary>All trainable tensors.</summary>
    public IEnumerable<Parameter<T>> Parameters =>
        [.. _tower.Parameters, _embedWeight, _embedBias, .. _gates.SelectMany(gate => new[] { gate.Weight, gate.Bias })];

    /// <summary>The logit of p_t: ut [n,h₂], intensity [n,1] → [n,1].</summary>
    public Tensor<T> Forward(Tape<T> tape, Tensor<T> ut, Tensor<T> intensity)
    {
        Tensor<T> embedding = Embed(tape, intensity);
        Tensor<T> hidden = ut;
        for (int k = 0; k < _gates.Length; k++)
            hidden = tape.Multiply(_tower.Hidden(tape, k, hidden), Gate(tape, k, embedding));              // [n,k]
        return _tower.Output(tape, hidden);
    }

    /// <summary>e^t, [n,width].</summary>
    public Tensor<T> Embed(Tape<T> tape, Tensor<T> intensity)
    {
        Tensor<T> logarithm = tape.Activate(tape.Affine(intensity, 1, 1), Activation.Log);
        Tensor<T> inputs = tape.Concat([tape.Affine(intensity, 1 / _largest, 0), logarithm]);             // [n,2]
        return tape.Linear(inputs, tape.Use(_embedWeight), tape.Use(_embedBias), Activation.Relu);
    }

    /// <summary>a_k, [n,units].</summary>
    public Tensor<T> Gate(Tape<T> tape, int k, Tensor<T> embedding) =>
        tape.Affine(tape.Linear(embedding, tape.Use(_gates[k].Weight), tape.Use(_gates[k].Bias), Activation.Sigmoid), 2, 0);
}
