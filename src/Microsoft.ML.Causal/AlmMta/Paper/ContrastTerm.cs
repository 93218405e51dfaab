// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The contrastive loss of a step: a journey's anchor finds the key of its best-matching touch among those of other rows.</summary>
/// <remarks>Use: <see cref="Choose"/> rows and touches, record anchors and keys of them, <see cref="Record"/>, and after the step <see cref="Follow"/>.</remarks>
internal sealed class ContrastTerm : IDisposable
{
    private readonly AlmMtaOptions _options;
    private readonly AlmMtaContrast _form;
    private readonly AlmMtaTrainingData _data;
    private readonly PaperTargets _targets;
    private readonly KeyQueue<float> _queue;
    private readonly Parameter<float>[] _online, _followers;
    private readonly IKeyEncoder? _twin;
    private readonly Tape<float>? _twinTape;
    private int[] _anchors = [], _touches = [];
    private float[] _keys = [];
    private int _count;

    /// <summary>Prepares steps.</summary>
    /// <param name="options">Temperature, widths, queue and momentum.</param>
    /// <param name="form">Which keys there are.</param>
    /// <param name="data">Journeys.</param>
    /// <param name="targets">Best-matching touches.</param>
    /// <param name="online">What is trained.</param>
    /// <param name="twin">A second one of the same form, which follows it; used by <see cref="AlmMtaContrast.Momentum"/> alone.</param>
    /// <param name="engine">Computes the twin's keys.</param>
    public ContrastTerm(
        AlmMtaOptions options, AlmMtaContrast form, AlmMtaTrainingData data, PaperTargets targets, IKeyEncoder online, IKeyEncoder? twin, TrainingEngine engine)
    {
        (_options, _form, _data, _targets) = (options, form, data, targets);
        _queue = new(options.ContrastQueueLength, options.ContrastWidth);
        (_online, _followers) = ([], []);
        if (!IsMomentum)
            return;
        _twin = twin ?? throw new ArgumentNullException(nameof(twin), "Momentum contrast needs a second encoder.");
        (_online, _followers) = ([.. online.Parameters], [.. _twin.Parameters]);
        MomentumEncoder.Update(_followers, _online, 0);
        _twinTape = engine.CreateTape(_followers);
        _twinTape.Push();
    }

    /// <summary>Whether keys come from the twin rather than from the encoder in training.</summary>
    public bool IsMomentum => _form == AlmMtaContrast.Momentum;

    /// <summary>Rows of the batch that were chosen.</summary>
    public ReadOnlySpan<int> Anchors => _anchors.AsSpan(0, _count);

    /// <summary>The best-matching touch of each of them, as a touch of the batch.</summary>
    public ReadOnlySpan<int> Touches => _touches.AsSpan(0, _count);

    /// <summary>Chooses the rows that have something to find.</summary>
    /// <returns>Whether there are two or more; one alone has no other to be told from.</returns>
    public bool Choose(ReadOnlySpan<int> rows, TowerBatch<float> batch)
    {
        Span<int> anchors = StepBuffer.Take(ref _anchors, rows.Length), touches = StepBuffer.Take(ref _touches, rows.Length);
        _count = 0;
        for (int r = 0, at = 0; r < rows.Length; at += batch.Lengths[r], r++)
        {
            // A journey that training hides whole has no anchor.
            bool seen = batch.Mask.Slice(r * batch.Longest, batch.Longest).Contains(1f);
            if (!seen || _targets.Best[rows[r]] < 0)
                continue;
            anchors[_count] = r;
            touches[_count++] = at + _targets.Best[rows[r]] - _data.Offsets[rows[r]];
        }

        return _count >= 2;
    }

    /// <summary>Records the loss of the rows chosen.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="anchor">Anchors of <see cref="Anchors"/>, [a,w], not normalised.</param>
    /// <param name="key">Keys of <see cref="Touches"/>, [a,w], not normalised; not looked at where <see cref="IsMomentum"/>.</param>
    /// <returns>Nats per anchor; null while a queue that is needed is empty.</returns>
    public Tensor<float>? Record(Tape<float> tape, TowerBatch<float> batch, Tensor<float> anchor, Tensor<float>? key)
    {
        if (IsMomentum)
            return Momentum(tape, batch, anchor);
        if (_form == AlmMtaContrast.InBatch)
            return InfoNceLoss.InBatch(tape, anchor, key!, _options.ContrastTemperature);
        Tensor<float> loss = InfoNceLoss.WithQueue(tape, anchor, key!, _queue.Keys, _options.ContrastTemperature);
        _queue.PushNormalised(Values(key!));
        return loss;
    }

    /// <summary>Moves the twin after the encoder in training; call once per step.</summary>
    public void Follow(Tape<float> tape)
    {
        if (!IsMomentum)
            return;
        tape.Pull();
        MomentumEncoder.Update(_followers, _online, _options.ContrastMomentum);
        _twinTape!.Push();
    }

    /// <summary>Saves or restores twin and queue.</summary>
    public void Exchange(TrainingState state)
    {
        foreach (Parameter<float> follower in _followers)
            state.Exchange($"follower.{follower.Name}", follower.Values.AsSpan());
        _twinTape?.Push();
        _queue.Exchange(state);
    }

    /// <inheritdoc/>
    public void Dispose() => _twinTape?.Dispose();

    private Tensor<float>? Momentum(Tape<float> tape, TowerBatch<float> batch, Tensor<float> anchor)
    {
        _twinTape!.Reset();
        _twinTape.Training = false;
        ReadOnlySpan<float> keys = Values(_twin!.Keys(_twinTape, batch, Touches));
        Tensor<float>? loss = _queue.Count == 0 ? null : InfoNceLoss.Momentum(tape, anchor, keys, _queue.Keys, _options.ContrastTemperature);
        _queue.PushNormalised(keys);
        return loss;
    }

    private ReadOnlySpan<float> Values(Tensor<float> tensor)
    {
        Span<float> values = StepBuffer.Take(ref _keys, tensor.Shape.Length);
        tensor.CopyTo(values);
        return values;
    }
}
