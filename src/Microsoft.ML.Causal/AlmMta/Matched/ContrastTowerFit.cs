// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains a mediator tower by contrasts within the rows of producers: stage B1 with networks.</summary>
internal sealed class ContrastTowerFit : IDisposable
{
    private const int Batch = 256, Epochs = 36, Patience = 6;

    private readonly AlmMtaOptions _options;
    private readonly AlmMtaTrainingData _data;
    private readonly SoftLabels _labels;
    private readonly MediatorTowerFit _tower;
    private readonly double[] _eta, _slope, _pi;

    /// <summary>Draws a tower.</summary>
    public ContrastTowerFit(AlmMtaOptions options, TowerInputs<float> inputs, SoftLabels labels, ComponentTargets? targets, TrainingEngine engine, int seed)
    {
        (_options, _data, _labels) = (options, inputs.Journeys.Data, labels);
        _tower = new(options, inputs, stacked: false, engine, new RandomStream(seed, "contrast tower/initialisation"), targets);
        int longest = Math.Max(1, _data.MaxLength);
        (_eta, _slope, _pi) = (new double[Batch * longest], new double[Batch * longest], new double[longest]);
    }

    /// <summary>Mean loss of held-out producers in the best epoch, nats per known cause.</summary>
    public double ValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Trains, and goes back to the best epoch.</summary>
    public void Run(RowSplit split, int seed, ITrainingMonitor monitor, CancellationToken token, StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        int[] rows = [.. split.Training.Where(Teaches)], held = [.. split.Validation.Where(Teaches)];
        var random = new RandomStream(seed, "contrast tower/shuffling");
        int batches = Math.Max(1, (rows.Length + Batch - 1) / Batch), bestEpoch = 0;
        float[][] best = _tower.Snapshot();
        int done = checkpoint.Resume(Exchange), step = done * batches;

        // Batches follow from the seed: dealt again, they need not be kept.
        for (int epoch = 1; epoch <= done; epoch++)
            random.Shuffle(rows.AsSpan());
        for (int epoch = done + 1; epoch <= Epochs && epoch - bestEpoch <= Patience; epoch++)
        {
            random.Shuffle(rows.AsSpan());
            double loss = 0;
            for (int b = 0; b < batches; b++, step++)
            {
                if (token.IsCancellationRequested)
                    return;
                int start = (int)((long)rows.Length * b / batches), end = (int)((long)rows.Length * (b + 1) / batches);
                double rate = CosineDecay.At(_options.NetworkLearningRate, CosineDecay.NetworkFloor, step, batches * Epochs);
                loss += Step(rows.AsSpan(start..end), rate, step / (double)(batches * Epochs));
            }

            monitor.Progress(new("contrast tower", epoch, Epochs, loss / Math.Max(1, rows.Length)));
            if (_tower.Describe() is { } losses)
                monitor.Message($"Contrast tower, epoch {epoch}: {losses}.");
            double judged = Judge(held);
            if (judged < ValidationLoss)
                (ValidationLoss, bestEpoch, best) = (judged, epoch, _tower.Snapshot());
            checkpoint.Keep(epoch, Exchange);
        }

        checkpoint.Finish();
        _tower.Restore(best);

        void Exchange(TrainingState state)
        {
            bestEpoch = state.Exchange("best epoch", bestEpoch);
            ValidationLoss = state.Exchange("validation loss", ValidationLoss);
            _tower.Exchange(state);
            state.Exchange("best", best);
        }
    }

    /// <summary>η of every touch of all rows.</summary>
    public double[] Logits()
    {
        var eta = new double[_data.Touches];
        int[] all = [.. Enumerable.Range(0, _data.Rows)];
        for (int start = 0; start < all.Length; start += Batch)
        {
            int count = Math.Min(Batch, all.Length - start);
            _tower.Forward(all.AsSpan(start, count), eta.AsSpan(_data.Offsets[start]), training: false);
        }

        return eta;
    }

    /// <summary>The weights as arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays(string prefix) => _tower.Arrays(prefix);

    /// <inheritdoc/>
    public void Dispose() => _tower.Dispose();

    /// <summary>One step on at most 256 rows; the sum of their losses before it.</summary>
    internal double Step(ReadOnlySpan<int> rows, double learningRate, double progress)
    {
        double loss = Slopes(rows, training: true, out int touches, out double known);
        _tower.Step(rows, _slope.AsSpan(0, touches), known, loss, learningRate, progress);
        return loss;
    }

    /// <summary>Whether a row has touches to contrast and a cause among them.</summary>
    private bool Teaches(int i) => _data.Length(i) > 1 && _labels.Capped.AsSpan(_data.Offsets[i], _data.Length(i)).ContainsAnyExcept(0.0);

    private double Slopes(ReadOnlySpan<int> rows, bool training, out int touches, out double known)
    {
        _tower.Forward(rows, _eta, training);
        double loss = 0;
        (touches, known) = (0, 0);
        foreach (int i in rows)
        {
            int length = _data.Length(i);
            ReadOnlySpan<double> label = _labels.Capped.AsSpan(_data.Offsets[i], length);
            loss += ContrastLoss.SoftTargets(_eta.AsSpan(touches, length), label, _pi, _slope.AsSpan(touches));
            foreach (double r in label)
                known += r;
            touches += length;
        }

        return loss;
    }

    private double Judge(int[] rows)
    {
        double loss = 0, total = 0;
        for (int start = 0; start < rows.Length; start += Batch)
        {
            loss += Slopes(rows.AsSpan(start, Math.Min(Batch, rows.Length - start)), training: false, out _, out double known);
            total += known;
        }

        return total > 0 ? loss / total : 0;
    }
}
