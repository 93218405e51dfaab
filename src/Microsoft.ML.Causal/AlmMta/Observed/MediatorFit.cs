// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the mediator by the proxies of all rows: a core with its priors' precisions by empirical Bayes, a tower, or both together.</summary>
internal sealed class MediatorFit : IDisposable
{
    private const int Patience = 5, FirstAdaptiveEpoch = 3;

    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly EmissionTables _emission;
    private readonly RowSplit _split;
    private readonly MatchLikelihood? _matches;
    private readonly int _epochs;
    private readonly string _name;
    private readonly TouchBatches _batches;
    private readonly double[] _eta, _slope, _square, _loss, _inspired, _not, _scratch;
    private double[] _answers = [];
    private double _answerWeight;

    /// <summary>Takes what is to be trained.</summary>
    /// <param name="options">Step sizes.</param>
    /// <param name="journeys">Journeys and proxies.</param>
    /// <param name="emission">Tables.</param>
    /// <param name="split">Rows to learn from and to choose by.</param>
    /// <param name="matches">What matches add, or null.</param>
    /// <param name="core">The core, or null.</param>
    /// <param name="tower">The tower, or null.</param>
    /// <param name="seed">Shuffles.</param>
    /// <param name="name">Names the stage and its random stream.</param>
    public MediatorFit(
        AlmMtaOptions options, EncodedJourneys journeys, EmissionTables emission, RowSplit split, MatchLikelihood? matches, MediatorCore? core,
        MediatorTowerFit? tower, int seed, string name)
    {
        (_options, _journeys, _emission, _split, _matches, _name) = (options, journeys, emission, split, matches, name);
        (Core, Tower) = (core, tower);
        _epochs = core is null ? options.NetworkEpochs : options.CoreEpochs;
        _batches = new(journeys.Data, split.Training, new RandomStream(seed, $"{name}/shuffling"));
        int largest = _batches.LargestTouches;
        (_eta, _slope, _square) = (new double[largest], new double[largest], new double[largest]);
        (_loss, _inspired, _not) = (new double[largest], new double[largest], new double[largest]);
        _scratch = new double[core?.Scratch ?? 0];
    }

    /// <summary>Names the stage.</summary>
    public string Name => _name;

    /// <summary>The core; after <see cref="Run"/>, of the best epoch.</summary>
    public MediatorCore? Core { get; }

    /// <summary>The tower; after <see cref="Run"/>, of the best epoch.</summary>
    public MediatorTowerFit? Tower { get; }

    /// <summary>Mean loss of held-out touches in the best epoch.</summary>
    public double ValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Weight of the held-out touches.</summary>
    public double ValidationWeight
    {
        get
        {
            double total = 0;
            foreach (int i in _split.Validation)
                total += (_journeys.Data.Weight?[i] ?? 1) * _journeys.Data.Length(i);
            return total;
        }
    }

    /// <summary>Lets the fit as it is answer for former rows, by the codes that it expects of the touches of new ones: a tower then learns from both.</summary>
    /// <remarks>A core needs none: its <see cref="CoreMemory"/> is what former rows told.</remarks>
    /// <param name="weight">κ, the weight of an answer beside a touch's own code, 1.</param>
    public void Answer(double weight)
    {
        _answerWeight = weight;
        _answers = new double[_journeys.Data.Touches];
        Logits([.. Enumerable.Range(0, _journeys.Data.Rows)], _answers);
        DoubleSpan.Logistic(_answers, 0);
    }

    /// <summary>Trains until the last epoch, until no epoch has been better for a while, or until <paramref name="token"/> says so.</summary>
    public void Run(ITrainingMonitor monitor, CancellationToken token, StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        CoreParameters? parameters = Core?.Parameters;
        double[]? best = (double[]?)parameters?.Values.Clone();
        float[][]? bestTower = Tower?.Snapshot();
        int bestEpoch = 0, done = checkpoint.Resume(Exchange), step = done * _batches.Count;

        // Batches follow from the seed: dealt again, they need not be kept.
        for (int epoch = 1; epoch <= done; epoch++)
            _batches.Shuffle();
        for (int epoch = done + 1; epoch <= _epochs && epoch - bestEpoch <= Patience; epoch++)
        {
            _batches.Shuffle();
            bool adapts = epoch >= FirstAdaptiveEpoch && epoch < _epochs;
            parameters?.ClearInformation();
            double loss = 0;
            for (int b = 0; b < _batches.Count && !token.IsCancellationRequested; b++, step++)
                loss += Step(_batches.Rows(b), adapts, step);
            if (token.IsCancellationRequested)
                break;
            if (adapts)
                parameters?.UpdatePrecisions();
            double validation = Evaluate();
            monitor.Progress(new(_name, epoch, _epochs, loss / Math.Max(1, _batches.Touches)));
            if (Tower?.Describe() is { } losses)
                monitor.Message($"{_name}, epoch {epoch}: {losses}.");
            if (validation < ValidationLoss)
            {
                (ValidationLoss, bestEpoch) = (validation, epoch);
                parameters?.Values.CopyTo(best!, 0);
                bestTower = Tower?.Snapshot();
            }

            checkpoint.Keep(epoch, Exchange);
        }

        if (!token.IsCancellationRequested)
            checkpoint.Finish();
        best?.CopyTo(parameters!.Values, 0);
        Tower?.Restore(bestTower!);

        void Exchange(TrainingState state)
        {
            bestEpoch = state.Exchange("best epoch", bestEpoch);
            ValidationLoss = state.Exchange("validation loss", ValidationLoss);
            parameters?.Exchange(state);
            Tower?.Exchange(state);
            state.Exchange("best core", best.AsSpan());
            state.Exchange("best tower", bestTower ?? []);
        }
    }

    /// <summary>Writes η of the touches of rows, row after row.</summary>
    public void Logits(ReadOnlySpan<int> rows, Span<double> eta)
    {
        for (int start = 0, at = 0; start < rows.Length;)
        {
            int end = _batches.Stretch(rows, start, out int touches);
            Forward(rows[start..end], eta.Slice(at, touches), training: false);
            (start, at) = (end, at + touches);
        }
    }

    /// <summary>Fills the core's information with its expectation over the training rows, for posterior variances, and its gradient with that of their loss.</summary>
    public void Measure()
    {
        AlmMtaTrainingData data = _journeys.Data;
        Core!.Parameters.BeginMeasure();
        ReadOnlySpan<int> rows = _split.Training;
        for (int start = 0; start < rows.Length;)
        {
            int end = _batches.Stretch(rows, start, out _), at = 0;
            Judge(rows[start..end], Forward(rows[start..end], _eta, training: false));
            foreach (int i in rows[start..end])
            {
                EncodedRow row = _journeys.Row(i);
                double weight = data.Weight?[i] ?? 1;
                for (int j = at; j < at + row.Length; j++)
                {
                    _square[j] = weight * EmissionLoss.Information(_eta[j], _emission);
                    _slope[j] *= weight;
                }

                _matches?.AddTo(i, _eta.AsSpan(at, row.Length), _slope.AsSpan(at, row.Length));
                Core.Backward(row, _slope.AsSpan(at, row.Length), _square.AsSpan(at, row.Length), _scratch);
                at += row.Length;
            }

            start = end;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Tower?.Dispose();

    /// <summary>Step <paramref name="step"/> of the schedule, on a batch of rows; the sum of their touches' losses before it.</summary>
    internal double Step(ReadOnlySpan<int> rows, bool adapts, int step)
    {
        AlmMtaTrainingData data = _journeys.Data;
        int touches = Forward(rows, _eta, training: true), at = 0;
        double loss = 0;
        Judge(rows, touches);
        foreach (int i in rows)
        {
            EncodedRow row = _journeys.Row(i);
            double weight = data.Weight?[i] ?? 1;
            for (int j = at; j < at + row.Length; j++)
            {
                loss += weight * _loss[j];
                _square[j] = weight * _slope[j] * _slope[j];
                _slope[j] *= weight;
            }

            loss += _matches?.AddTo(i, _eta.AsSpan(at, row.Length), _slope.AsSpan(at, row.Length)) ?? 0;
            Core?.Backward(row, _slope.AsSpan(at, row.Length), adapts ? _square.AsSpan(at, row.Length) : default, _scratch);
            at += row.Length;
        }

        int steps = _batches.Count * _epochs;
        double floor = Core is null ? CosineDecay.NetworkFloor : CosineDecay.CoreFloor;
        Core?.Parameters.Step(CosineDecay.At(_options.CoreLearningRate, floor, step, steps), Math.Max(1, touches), Math.Max(1, _batches.Touches));
        if (_answers.Length > 0)
            BlendAnswers(rows);
        Tower?.Step(
            rows, _slope.AsSpan(0, touches), Math.Max(1, touches), loss, CosineDecay.At(_options.NetworkLearningRate, floor, step, steps), step / (double)steps);
        return loss;
    }

    /// <summary>slope ← (slope + κ E[slope over the answered codes])/(1 + κ), touch by touch.</summary>
    private void BlendAnswers(ReadOnlySpan<int> rows)
    {
        AlmMtaTrainingData data = _journeys.Data;
        int at = 0;
        foreach (int i in rows)
        {
            double weight = data.Weight?[i] ?? 1;
            for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++, at++)
            {
                double answered = weight * EmissionLoss.ExpectedSlope(_eta[at], _answers[j], _emission);
                _slope[at] = (_slope[at] + _answerWeight * answered) / (1 + _answerWeight);
            }
        }
    }

    /// <summary>Writes η; the number of touches.</summary>
    private int Forward(ReadOnlySpan<int> rows, Span<double> eta, bool training)
    {
        int touches = 0;
        _journeys.Warm(rows);
        foreach (int i in rows)
        {
            EncodedRow row = _journeys.Row(i);
            Core?.Forward(row, eta[touches..], _scratch);
            touches += row.Length;
        }

        if (Tower is null || touches == 0)
            return touches;
        Span<double> tower = Core is null ? eta[..touches] : _slope.AsSpan(0, touches);
        Tower.Forward(rows, tower, training);
        if (Core is not null)
            DoubleSpan.AddScaled(1, tower, eta[..touches]);
        return touches;
    }

    /// <summary>Writes losses and slopes of the touches whose η was written last.</summary>
    private void Judge(ReadOnlySpan<int> rows, int touches)
    {
        AlmMtaTrainingData data = _journeys.Data;
        int at = 0;
        foreach (int i in rows)
        {
            foreach (int code in data.ProxyCode.AsSpan(data.Offsets[i]..data.Offsets[i + 1]))
            {
                (_inspired[at], _not[at]) = (_emission.Inspired[code], _emission.Not[code]);
                at++;
            }
        }

        EmissionLoss.Of(_eta.AsSpan(0, touches), _inspired.AsSpan(0, touches), _not.AsSpan(0, touches), _slope.AsSpan(0, touches), _loss.AsSpan(0, touches));
    }

    private double Evaluate()
    {
        AlmMtaTrainingData data = _journeys.Data;
        double loss = 0, total = 0;
        ReadOnlySpan<int> rows = _split.Validation;
        for (int start = 0; start < rows.Length;)
        {
            int end = _batches.Stretch(rows, start, out _), at = 0;
            Judge(rows[start..end], Forward(rows[start..end], _eta, training: false));
            foreach (int i in rows[start..end])
            {
                double weight = data.Weight?[i] ?? 1;
                for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++, at++)
                {
                    loss += weight * _loss[at];
                    total += weight;
                }
            }

            start = end;
        }

        return total > 0 ? loss / total : 0;
    }
}
