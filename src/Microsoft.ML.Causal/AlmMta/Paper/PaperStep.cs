// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Records the losses of a batch of the printed method.</summary>
internal sealed class PaperStep : IDisposable
{
    private readonly AlmMtaOptions _options;
    private readonly AlmMtaTrainingData _data;
    private readonly PaperTargets _targets;
    private readonly double[]? _weights;
    private readonly PaperNetwork<float> _network;
    private readonly ContrastTerm? _contrast;
    private readonly ExposureTerm _exposure;
    private float[] _labels = [], _rowWeights = [], _exposureWeights = [], _proxies = [], _proxyWeights = [];

    /// <summary>Prepares steps.</summary>
    /// <param name="options">Terms.</param>
    /// <param name="inputs">Journeys.</param>
    /// <param name="targets">Y'.</param>
    /// <param name="weights">Exposure weights by row; null means 1.</param>
    /// <param name="network">The network in training.</param>
    /// <param name="twin">A network of the same form, which follows it; null without momentum contrast.</param>
    /// <param name="residuals">For the residual-on-residual term, or null.</param>
    /// <param name="engine">Trains.</param>
    public PaperStep(
        AlmMtaOptions options, TowerInputs<float> inputs, PaperTargets targets, double[]? weights, PaperNetwork<float> network, PaperNetwork<float>? twin,
        ExposureResiduals? residuals, TrainingEngine engine)
    {
        (_options, _data, _targets, _weights, _network) = (options, inputs.Journeys.Data, targets, weights, network);
        _contrast = options.Contrast == AlmMtaContrast.None
            ? null
            : new(options, options.Contrast, _data, targets, new PaperKeyEncoder(network), twin is null ? null : new PaperKeyEncoder(twin), engine);
        _exposure = new(options, _data, residuals);
    }

    /// <summary>Records the losses that a stage has.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="batch">The same, with the touches masked that training hides.</param>
    /// <param name="hasMediator">Whether proxy, contrast and exposure take part.</param>
    /// <param name="strength">λ of the adversary; NaN without it.</param>
    public PaperLosses Record(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, bool hasMediator, double strength)
    {
        Span<float> label = StepBuffer.Take(ref _labels, rows.Length), weight = StepBuffer.Take(ref _rowWeights, rows.Length), exposure = StepBuffer.Take(ref _exposureWeights, rows.Length);
        for (int r = 0; r < rows.Length; r++)
        {
            label[r] = _data.Label[rows[r]] ? 1 : 0;
            weight[r] = _data.Weight?[rows[r]] ?? 1;
            exposure[r] = weight[r] * (float)(_weights?[rows[r]] ?? 1);
        }

        PaperEncoding<float> encoding = _network.Encode(tape, batch);
        Tensor<float> main = _network.Main(tape, encoding);
        AlmMtaLossRatios ratios = _options.LossRatios;
        return new(
            tape.BinaryCrossEntropyWithLogits(main, label, weight, rows.Length),
            ratios.IndividualEffect > 0 ? tape.BinaryCrossEntropyWithLogits(_network.Effect(tape, encoding), label, exposure, rows.Length) : null,
            hasMediator && ratios.Proxy > 0 ? Proxy(tape, rows, batch, encoding) : null,
            !double.IsNaN(strength) && ratios.Adversary > 0
                ? AdversaryLoss.Record(
                    tape, _network.Adversary, encoding.PooledMediator, _options.AdversaryInExcess ? main : null,
                    strength * _options.GradientScales.Adversary, label, weight)
                : null,
            hasMediator && ratios.Contrastive > 0 ? Contrast(tape, rows, batch, encoding) : null,
            hasMediator && ratios.DoubleMachineLearning > 0 && _data.Cluster is not null ? Exposure(tape, rows, encoding) : null);
    }

    /// <summary>Moves the key encoder after the network; call once per step.</summary>
    public void Follow(Tape<float> tape) => _contrast?.Follow(tape);

    /// <summary>Saves or restores the key encoder and its queue.</summary>
    public void Exchange(TrainingState state) => _contrast?.Exchange(state);

    /// <inheritdoc/>
    public void Dispose() => _contrast?.Dispose();

    private Tensor<float>? Proxy(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, in PaperEncoding<float> encoding)
    {
        if (encoding.Mediator is null)
            return null;
        Span<float> target = StepBuffer.Take(ref _proxies, batch.Touches), weight = StepBuffer.Take(ref _proxyWeights, batch.Touches);
        Span<int> rowOfTouch = batch.RowOfTouch;
        target.Clear();
        weight.Clear();
        int known = 0;
        for (int j = 0, r = 0, first = 0; j < batch.Touches; j++)
        {
            if (rowOfTouch[j] != r)
                (r, first) = (rowOfTouch[j], j);
            if (!_targets.Known[rows[r]])
                continue;
            target[j] = _targets.Proxy[_data.Offsets[rows[r]] + j - first];
            weight[j] = 1;
            known++;
        }

        return known == 0 ? null : tape.BinaryCrossEntropyWithLogits(_network.Proxy(tape, encoding.Mediator), target, weight, known);
    }

    private Tensor<float>? Exposure(Tape<float> tape, ReadOnlySpan<int> rows, in PaperEncoding<float> encoding) =>
        _exposure.Record(tape, rows, _network.Exposure(tape, encoding), _exposure.HasResiduals ? _network.ClusterEffects(tape) : null);

    private Tensor<float>? Contrast(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, in PaperEncoding<float> encoding)
    {
        if (encoding.Mediator is null || _contrast is null || !_contrast.Choose(rows, batch))
            return null;
        return _contrast.Record(
            tape, batch, _network.Anchors(tape, encoding, _contrast.Anchors),
            _contrast.IsMomentum ? null : _network.Keys(tape, encoding.Mediator, _contrast.Touches));
    }
}
