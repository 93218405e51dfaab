// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the hazards with an outcome tower for the user's own wish: stage B2 with networks.</summary>
/// <remarks><code>Λ_s = softplus(b(T,x) − 3),   Λ_j = exp(min(1, α + γ(η_j − η̄) + c·x))</code>All rows: the likelihood is on the population's scale.</remarks>
internal sealed class HazardTowerFit : IDisposable
{
    private const int Batch = 512, Patience = 4;
    private const double Penalty = 0.1, RateLearningRateScale = 4;

    private readonly AlmMtaOptions _options;
    private readonly EncodedJourneys _journeys;
    private readonly TowerInputs<float> _inputs;
    private readonly OutcomeTower<float> _tower;
    private readonly Parameter<float>[] _parameters;
    private readonly Tape<float> _tape;
    private readonly Optimizer<float> _optimizer;
    private readonly HazardRateCore _rates;
    private readonly double[] _centred, _causes, _touchRates, _slopes;
    private readonly double[]? _exposure;
    private readonly RandomStream _dropout;
    private readonly float[] _logits = new float[Batch], _logitSlopes = new float[Batch];

    /// <summary>Draws a tower.</summary>
    public HazardTowerFit(
        AlmMtaOptions options, TowerInputs<float> inputs, double[] centred, double[] causes, double[]? exposure, TrainingEngine engine, int seed)
    {
        (_options, _inputs, _journeys, _centred, _causes, _exposure) = (options, inputs, inputs.Journeys, centred, causes, exposure);
        _dropout = new RandomStream(seed, "hazard tower/dropout");
        _tower = new(
            TowerShape.Of(options, inputs.Shape, useKeys: true), options.PooledWidth, options.OutcomeHiddenWidth, options.EffectHiddenWidth, 1, "",
            new RandomStream(seed, "hazard tower/initialisation"));
        _parameters = [.. _tower.Parameters];
        _tape = engine.CreateTape(_parameters);
        _optimizer = engine.CreateOptimizer(_tape, new OptimizerOptions { LazyEmbeddings = false });
        var rates = new CoreParameters();
        _rates = new(inputs.Shape.Context, rates, fitsSlope: true, learningRateScale: 1);
        rates.Allocate(training: true);
        _rates.Start(-3);
        int longest = Math.Max(1, _journeys.Data.MaxLength);
        (_touchRates, _slopes) = (new double[longest], new double[longest]);
    }

    /// <summary>Mean loss of the validation rows in the best epoch.</summary>
    public double ValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>γ.</summary>
    public double Slope => _rates.Rates.Slope;

    /// <summary>Trains, and goes back to the best epoch.</summary>
    public void Run(RowSplit split, int seed, ITrainingMonitor monitor, CancellationToken token, StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        int[] order = [.. split.Training];
        var random = new RandomStream(seed, "hazard tower/shuffling");
        int batches = Math.Max(1, (order.Length + Batch - 1) / Batch), bestEpoch = 0;
        (float[][] Tower, double[] Rates) best = Snapshot();
        int done = checkpoint.Resume(Exchange), step = done * batches;

        // Batches follow from the seed: dealt again, they need not be kept.
        for (int epoch = 1; epoch <= done; epoch++)
            random.Shuffle(order.AsSpan());
        for (int epoch = done + 1; epoch <= _options.NetworkEpochs && epoch - bestEpoch <= Patience; epoch++)
        {
            random.Shuffle(order.AsSpan());
            double loss = 0;
            for (int b = 0; b < batches; b++, step++)
            {
                if (token.IsCancellationRequested)
                    return;
                int start = (int)((long)order.Length * b / batches), end = (int)((long)order.Length * (b + 1) / batches);
                loss += Step(order.AsSpan(start..end), CosineDecay.At(_options.NetworkLearningRate, CosineDecay.NetworkFloor, step, batches * _options.NetworkEpochs));
            }

            monitor.Progress(new("hazard tower", epoch, _options.NetworkEpochs, loss / order.Length));
            double judged = Judge(split.Validation);
            if (judged < ValidationLoss)
                (ValidationLoss, bestEpoch, best) = (judged, epoch, Snapshot());
            checkpoint.Keep(epoch, Exchange);
        }

        checkpoint.Finish();
        for (int k = 0; k < best.Tower.Length; k++)
            best.Tower[k].CopyTo(_parameters[k].Values, 0);
        best.Rates.CopyTo(_rates.Parameters.Values, 0);
        _tape.Push();

        void Exchange(TrainingState state)
        {
            bestEpoch = state.Exchange("best epoch", bestEpoch);
            ValidationLoss = state.Exchange("validation loss", ValidationLoss);
            _dropout.State = state.Exchange("dropout", _dropout.State);
            state.Exchange("tower", _tape, _optimizer);
            _rates.Parameters.Exchange(state);
            state.Exchange("best tower", best.Tower);
            state.Exchange("best rates", best.Rates.AsSpan());
        }
    }

    /// <summary>log Λ_s of rows.</summary>
    public double[] OwnLogs(int[] rows)
    {
        var logs = new double[rows.Length];
        for (int start = 0; start < rows.Length; start += Batch)
        {
            int count = Math.Min(Batch, rows.Length - start);
            Record(rows.AsSpan(start, count), training: false);
            for (int k = 0; k < count; k++)
                logs[start + k] = Math.Log(SoftplusHazard.Of(_logits[k]));
        }

        return logs;
    }

    /// <summary>Tower and rates as arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays(string prefix) =>
        [.. TowerArrays.Write(_parameters, prefix), .. CoreArrays.Write(_rates.Parameters, _rates.Parameters.Values, prefix)];

    /// <inheritdoc/>
    public void Dispose() => _tape.Dispose();

    private Tensor<float> Record(ReadOnlySpan<int> rows, bool training)
    {
        _tape.Reset();
        _tape.Training = training;
        TowerBatch<float> batch = _inputs.Batch(rows);
        if (training)
            TouchDropout.Apply(batch, _options.Components.OutcomeDropout, _dropout);
        Tensor<float> b = _tower.Base(_tape, batch);
        b.CopyTo(_logits.AsSpan(0, rows.Length));
        return b;
    }

    /// <summary>One step on at most 512 rows; the sum of their losses before it.</summary>
    internal double Step(ReadOnlySpan<int> rows, double learningRate)
    {
        Tensor<float> b = Record(rows, training: true);
        double loss = 0;
        for (int k = 0; k < rows.Length; k++)
            loss += Row(rows[k], k, train: true);

        // Σ slope·b has the gradient of the loss.
        Tensor<float> total = _tape.WeightedSum(b, _logitSlopes.AsSpan(0, rows.Length), rows.Length);
        if (_tower.Penalty(_tape, Penalty) is { } penalty)
            total = _tape.Add(total, penalty);
        _tape.Backward(total);
        _optimizer.Step(learningRate);
        _rates.Parameters.Step(learningRate * RateLearningRateScale, rows.Length, _journeys.Data.Rows);
        return loss;
    }

    private double Row(int i, int at, bool train)
    {
        AlmMtaTrainingData data = _journeys.Data;
        EncodedRow row = _journeys.Row(i);
        int start = data.Offsets[i], length = row.Length;
        double weight = Weight(i) * (train ? _exposure?[i] ?? 1 : 1);
        Span<double> rates = _touchRates.AsSpan(0, length), slopes = _slopes.AsSpan(0, length);
        _rates.Rates.Write(row.X, _centred.AsSpan(start, length), rates);
        double own = SoftplusHazard.Of(_logits[at]);
        double loss = weight * HazardLoss.Of(rates, own, data.Label[i], _causes.AsSpan(start, length), slopes, out double ownSlope);
        if (!train)
            return loss;
        _logitSlopes[at] = (float)(weight * ownSlope * SoftplusHazard.LogSlope(_logits[at]));
        _rates.Backward(row.X, _centred.AsSpan(start, length), rates, slopes, weight, information: false);
        return loss;
    }

    /// <summary>The row's own weight; where negatives were sampled, each stands for 1/r of them.</summary>
    private double Weight(int i) => (_journeys.Data.Weight?[i] ?? 1) / (_journeys.Data.Label[i] ? 1 : _options.NegativeKeepRate);

    private double Judge(int[] rows)
    {
        double loss = 0, total = 0;
        for (int start = 0; start < rows.Length; start += Batch)
        {
            int count = Math.Min(Batch, rows.Length - start);
            Record(rows.AsSpan(start, count), training: false);
            for (int k = 0; k < count; k++)
            {
                loss += Row(rows[start + k], k, train: false);
                total += Weight(rows[start + k]);
            }
        }

        return total > 0 ? loss / total : 0;
    }

    private (float[][] Tower, double[] Rates) Snapshot()
    {
        _tape.Pull();
        return ([.. _parameters.Select(parameter => (float[])parameter.Values.Clone())], (double[])_rates.Parameters.Values.Clone());
    }
}
