// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The network of UniMVT: encoder, representation, towers and heads (eq. 5 to 15).</summary>
/// <remarks>Shapes: n rows, d features, h₂ columns of the representation.</remarks>
internal sealed class UniMvtNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly UniMvtModelSettings _settings;
    private readonly InputEncoder<T> _encoder;
    private readonly Mlp<T> _baseTower, _intensityHead;
    private readonly Mlp<T>? _unitUpliftHead;

    /// <summary>Draws all weights, in this order: it is part of what a seed means.</summary>
    public UniMvtNetwork(UniMvtModelSettings settings, double frequencyScale, RandomStream random)
    {
        _settings = settings;
        _encoder = new(settings, frequencyScale, random);
        Representation = new(settings, _encoder.Width, random);
        int width = Representation.Width;
        _baseTower = new("tower.base", width, settings.TowerWidths, 1, random);
        TreatmentTower = settings.UseTreatmentTower ? new(settings, width, random) : null;
        int intensityOutputs = settings.IntensityHead == IntensityHead.Categorical ? settings.Tiers.Length : 1;
        _intensityHead = new("head.intensity", width, settings.HeadWidths, intensityOutputs, random);
        if (settings.UseCrossNetwork)
        {
            _unitUpliftHead = new("head.unit_uplift", width, settings.HeadWidths, 1, random);
            if (settings.NonNegative && settings.UnitUpliftActivation == UnitUpliftActivation.Softplus)
            {
                // Most impressions gain little: softplus(−1.5) = 0.2 at the largest intensity is a better start than 0.7.
                _unitUpliftHead.OutputBias.Values[0] = T.CreateChecked(-1.5);
            }
        }

        GatesAndSkips = new(settings, _encoder.Width, random);
    }

    /// <summary>The bias of the uplift logit, which does not start at 0.</summary>
    public Parameter<T>? UnitUpliftBias => _unitUpliftHead?.OutputBias;

    /// <summary>The experts.</summary>
    public DeconfoundedRepresentation<T> Representation { get; }

    /// <summary>What is linear in e(x).</summary>
    public GatesAndSkips<T> GatesAndSkips { get; }

    /// <summary>The treatment tower, if there is one.</summary>
    public TreatmentTower<T>? TreatmentTower { get; }

    /// <summary>All trainable tensors, in construction order; also the order in which they are saved.</summary>
    public IEnumerable<Parameter<T>> Parameters =>
    [
        .. _encoder.Parameters, .. Representation.Parameters, .. _baseTower.Parameters, .. TreatmentTower?.Parameters ?? [],
        .. _intensityHead.Parameters, .. _unitUpliftHead?.Parameters ?? [],
        .. GatesAndSkips.Parameters,
    ];

    /// <summary>Runs one arm of a batch.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="z">Standardised features, [n,d].</param>
    /// <param name="categories">Codes, column by column, [c,n].</param>
    /// <param name="rows">n.</param>
    /// <param name="needsTreated">Whether more is asked for than the base logit.</param>
    public UniMvtOutputs<T> Forward(Tape<T> tape, ReadOnlySpan<T> z, ReadOnlySpan<int> categories, int rows, bool needsTreated)
    {
        Tensor<T> e = _encoder.Forward(tape, z, categories, rows);                                         // [n,in]
        GatesAndSkips<T>.Outputs linear = GatesAndSkips.Forward(tape, e, needsTreated);
        (Tensor<T> u0, Tensor<T> ut) = Representation.Forward(tape, e, linear.BaseGate, linear.TreatedGate);   // [n,h₂]
        Tensor<T> baseLogit = WithSkip(_baseTower.Forward(tape, u0), linear.BaseSkip);                     // [n,1]
        if (!needsTreated)
            return new(u0, u0, baseLogit, null, null);

        // A stop-gradient: predicting the logging policy must not shape the representation.
        Tensor<T> intensity = _intensityHead.Forward(tape, tape.Detach(ut));                               // [n,1] or [n,tiers]
        Tensor<T>? uplift = _unitUpliftHead is null ? null : WithSkip(_unitUpliftHead.Forward(tape, ut), linear.UnitUpliftSkip);
        return new(u0, ut, baseLogit, intensity, uplift);

        Tensor<T> WithSkip(Tensor<T> logit, Tensor<T>? skip) => skip is null ? logit : tape.Add(logit, skip);
    }

    /// <summary>η̂ from its logit: the gain per unit of intensity, on the scale of the link, [n,1].</summary>
    public Tensor<T> UnitUplift(Tape<T> tape, Tensor<T> logit)
    {
        if (_settings.NonNegative && _settings.UnitUpliftActivation == UnitUpliftActivation.Relu)
            return tape.Activate(logit, Activation.Relu);
        Tensor<T> atLargest = _settings.NonNegative ? tape.Activate(logit, Activation.Softplus) : logit;
        return tape.Affine(atLargest, 1.0 / _settings.IntensityMaximum, 0);
    }

    /// <summary>t̂ from the head's output (eq. 13), or the mean of its distribution over the tiers, [n,1].</summary>
    public Tensor<T> PredictedIntensity(Tape<T> tape, Tensor<T> head)
    {
        double low = _settings.IntensityMinimum, range = _settings.IntensityMaximum - low;
        if (_settings.IntensityHead != IntensityHead.Categorical)
            return tape.Affine(tape.Activate(head, Activation.Sigmoid), range, low);

        T[] tiers = [.. _settings.Tiers.Select(tier => T.CreateChecked(tier))];
        return tape.MatMul(tape.Softmax(head), tape.Constant(tiers, new Shape(tiers.Length, 1)));
    }
}
