// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Records the losses of a batch of the printed method.</summary>
internal sealed class PaperStep : IDisposable
{
    private readonly AlmMtaOptions _options;
    private readonly AlmMtaTrainingData _data;
    private readonly PaperTargets _targets;
    private readonly double[]? _weights;
    private readonly PaperNetwork<float> _network, _target;
    private readonly Parameter<float>[] _online, _followers;
    private readonly Tape<float> _targetTape;
    private readonly KeyQueue<float> _queue;
    private float[] _labels = [], _rowWeights = [], _exposureWeights = [], _proxies = [], _proxyWeights = [], _exposed = [], _keys = [];
    private int[] _anchors = [], _anchorTouches = [], _exposedRows = [], _exposedClusters = [];

    /// <summary>Prepares steps.</summary>
    /// <param name="options">Terms.</param>
    /// <param name="inputs">Journeys.</param>
    /// <param name="targets">Y'.</param>
    /// <param name="weights">Exposure weights by row; null means 1.</param>
    /// <param name="network">The network in training.</param>
    /// <param name="target">A network of the same form, which follows it.</param>
    /// <param name="engine">Trains.</param>
    public PaperStep(
        AlmMtaOptions options, TowerInputs<float> inputs, PaperTargets targets, double[]? weights, PaperNetwork<float> network, PaperNetwork<float> target,
        TrainingEngine engine)
    {
        (_options, _data, _targets, _weights, _network, _target) = (options, inputs.Journeys.Data, targets, weights, network, target);
        (_online, _followers) = ([.. network.Parameters], [.. target.Parameters]);
        MomentumEncoder.Update(_followers, _online, 0);
        _targetTape = engine.CreateTape(_followers);
        _targetTape.Push();
        _queue = new(options.ContrastQueueLength, options.ContrastWidth);
    }

    /// <summary>Records the losses that a stage has.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="batch">The same, with the touches masked that training hides.</param>
    /// <param name="hasMediator">Whether proxy, contrast and exposure take part.</param>
    /// <param name="strength">λ of the adversary; NaN without it.</param>
    public PaperLosses Record(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, bool hasMediator, double strength)
    {
        Span<float> label = Take(ref _labels, rows.Length), weight = Take(ref _rowWeights, rows.Length), exposure = Take(ref _exposureWeights, rows.Length);
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
            hasMediator && ratios.DoubleMachineLearning > 0 ? Exposure(tape, rows, batch, encoding) : null);
    }

    /// <summary>Moves the key encoder after the network; call once per step.</summary>
    public void Follow(Tape<float> tape)
    {
        if (_options.Contrast != AlmMtaContrast.Momentum)
            return;
        tape.Pull();
        MomentumEncoder.Update(_followers, _online, _options.ContrastMomentum);
        _targetTape.Push();
    }

    /// <summary>Saves or restores the key encoder and its queue.</summary>
    public void Exchange(TrainingState state)
    {
        foreach (Parameter<float> follower in _followers)
            state.Exchange($"follower.{follower.Name}", follower.Values.AsSpan());
        _targetTape.Push();
        _queue.Exchange(state);
    }

    /// <inheritdoc/>
    public void Dispose() => _targetTape.Dispose();

    private Tensor<float>? Proxy(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, PaperEncoding<float> encoding)
    {
        if (encoding.Mediator is null)
            return null;
        Span<float> target = Take(ref _proxies, batch.Touches), weight = Take(ref _proxyWeights, batch.Touches);
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

    private Tensor<float>? Contrast(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, PaperEncoding<float> encoding)
    {
        if (encoding.Mediator is null || _options.Contrast == AlmMtaContrast.None)
            return null;
        Span<int> anchors = Take(ref _anchors, rows.Length), touches = Take(ref _anchorTouches, rows.Length);
        int count = 0;
        for (int r = 0, at = 0; r < rows.Length; at += batch.Lengths[r], r++)
        {
            // A journey that training hides whole has no anchor.
            bool seen = batch.Mask.Slice(r * batch.Longest, batch.Longest).Contains(1f);
            if (!seen || _targets.Best[rows[r]] < 0)
                continue;
            anchors[count] = r;
            touches[count++] = at + _targets.Best[rows[r]] - _data.Offsets[rows[r]];
        }

        if (count < 2)
            return null;
        touches = touches[..count];
        Tensor<float> anchor = _network.Anchors(tape, encoding, anchors[..count]);
        if (_options.Contrast == AlmMtaContrast.Momentum)
            return Momentum(tape, batch, anchor, touches);
        Tensor<float> key = _network.Keys(tape, encoding.Mediator, touches);
        if (_options.Contrast == AlmMtaContrast.InBatch)
            return InfoNceLoss.InBatch(tape, anchor, key, _options.ContrastTemperature);
        Tensor<float> loss = InfoNceLoss.WithQueue(tape, anchor, key, _queue.Keys, _options.ContrastTemperature);
        _queue.PushNormalised(Values(key));
        return loss;
    }

    private Tensor<float>? Momentum(Tape<float> tape, TowerBatch<float> batch, Tensor<float> anchor, ReadOnlySpan<int> touches)
    {
        _targetTape.Reset();
        _targetTape.Training = false;
        ReadOnlySpan<float> keys = Values(_target.Keys(_targetTape, _target.Encode(_targetTape, batch).Mediator!, touches));
        Tensor<float>? loss = _queue.Count == 0 ? null : InfoNceLoss.Momentum<float>(tape, anchor, keys, _queue.Keys, _options.ContrastTemperature);
        _queue.PushNormalised(keys);
        return loss;
    }

    private Tensor<float>? Exposure(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, PaperEncoding<float> encoding)
    {
        if (_data.Cluster is null || batch.Touches == 0)
            return null;
        Tensor<float> logits = _network.Exposure(tape, encoding);
        Span<int> row = Take(ref _exposedRows, batch.Touches), cluster = Take(ref _exposedClusters, batch.Touches);
        int count = 0;
        for (int r = 0; r < rows.Length; r++)
        for (int j = _data.Offsets[rows[r]]; j < _data.Offsets[rows[r] + 1]; j++)
        {
            if (_data.Cluster[j] == 0)
                continue;
            row[count] = r;
            cluster[count++] = _data.Cluster[j] - 1;
        }

        if (count == 0)
            return null;
        if (_options.ExposureForm == AlmMtaExposureForm.Multinomial)
            return ExposureLoss.Multinomial(tape, logits, row[..count], cluster[..count]);
        Span<float> exposed = Take(ref _exposed, rows.Length * _data.ClusterCount);
        exposed.Clear();
        for (int k = 0; k < count; k++)
            exposed[row[k] * _data.ClusterCount + cluster[k]] = 1;
        return ExposureLoss.Bernoulli<float>(tape, logits, exposed);
    }

    private ReadOnlySpan<float> Values(Tensor<float> tensor)
    {
        Span<float> values = Take(ref _keys, tensor.Shape.Length);
        tensor.CopyTo(values);
        return values;
    }

    /// <summary>The beginning of a buffer, which grows if it has to.</summary>
    private static Span<T> Take<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
        return buffer.AsSpan(0, length);
    }
}
