// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the outcome tower: P(Y=1) = Σ_h PB(h;q) σ(a(h,x) + b(T,x)), by mini-batches of rows.</summary>
internal sealed class OutcomeTowerFit : IDisposable
{
    private const int BatchSize = 512, Patience = 4;

    // Otherwise b fits noise before a has converged, and stopping early halves the effect.
    private const double EffectLearningRateScale = 4;

    private readonly AlmMtaOptions _options;
    private readonly TowerInputs<float> _inputs;
    private readonly MediatorMixture _mixture;
    private readonly double[]? _exposure;
    private readonly RandomStream _dropout;
    private readonly int _largest;
    private readonly OutcomeTower<float> _tower;
    private readonly Parameter<float>[] _parameters;
    private readonly Tape<float> _tape;
    private readonly Optimizer<float> _optimizer;
    private readonly float[] _mixtures, _labels = new float[BatchSize], _weights = new float[BatchSize];

    /// <summary>Draws a tower.</summary>
    /// <param name="options">Widths and penalty.</param>
    /// <param name="inputs">Journeys.</param>
    /// <param name="mixture">PB(h;q).</param>
    /// <param name="exposure">Exposure weight of each row of the data in training, or null.</param>
    /// <param name="engine">Trains.</param>
    /// <param name="seed">Initialisation and dropout.</param>
    public OutcomeTowerFit(AlmMtaOptions options, TowerInputs<float> inputs, MediatorMixture mixture, double[]? exposure, TrainingEngine engine, int seed)
    {
        (_options, _inputs, _mixture, _exposure) = (options, inputs, mixture, exposure);
        _dropout = new RandomStream(seed, "outcome/dropout");
        _largest = inputs.Journeys.Data.MaxLength;
        _mixtures = new float[BatchSize * (_largest + 1)];
        _tower = new(
            TowerShape.Of(options, inputs.Shape, useKeys: true), options.PooledWidth, options.OutcomeHiddenWidth, options.EffectHiddenWidth,
            EffectLearningRateScale, "", new RandomStream(seed, "outcome/initialisation"));
        _parameters = [.. _tower.Parameters];
        _tape = engine.CreateTape(_parameters);
        _optimizer = engine.CreateOptimizer(_tape, new OptimizerOptions { LazyEmbeddings = false });
    }

    /// <summary>Mean loss of the validation rows in the best epoch.</summary>
    public double ValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Trains, and goes back to the best epoch.</summary>
    public void Run(
        int[] training, int[] validation, RandomStream random, ITrainingMonitor monitor, CancellationToken token, StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        int[] order = [.. training];
        int batches = Math.Max(1, (order.Length + BatchSize - 1) / BatchSize), bestEpoch = 0;
        float[][] best = Snapshot();
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
                loss += Step(
                    order.AsSpan(start..end), CosineDecay.At(_options.NetworkLearningRate, CosineDecay.NetworkFloor, step, batches * _options.NetworkEpochs));
            }

            monitor.Progress(new("outcome tower", epoch, _options.NetworkEpochs, loss / batches));
            double judged = Judge(validation);
            if (judged < ValidationLoss)
                (ValidationLoss, bestEpoch, best) = (judged, epoch, Snapshot());
            checkpoint.Keep(epoch, Exchange);
        }

        checkpoint.Finish();
        for (int k = 0; k < best.Length; k++)
            best[k].CopyTo(_parameters[k].Values, 0);
        _tape.Push();

        void Exchange(TrainingState state)
        {
            bestEpoch = state.Exchange("best epoch", bestEpoch);
            ValidationLoss = state.Exchange("validation loss", ValidationLoss);
            _dropout.State = state.Exchange("dropout", _dropout.State);
            state.Exchange("tower", _tape, _optimizer);
            state.Exchange("best", best);
        }
    }

    /// <summary>b(T,x) of rows.</summary>
    public double[] Logits(int[] rows)
    {
        var logits = new double[rows.Length];
        var values = new float[BatchSize];
        for (int start = 0; start < rows.Length; start += BatchSize)
        {
            int count = Math.Min(BatchSize, rows.Length - start);
            _tape.Reset();
            _tape.Training = false;
            _tower.Base(_tape, _inputs.Batch(rows.AsSpan(start, count))).CopyTo(values.AsSpan(0, count));
            for (int k = 0; k < count; k++)
                logits[start + k] = values[k];
        }

        return logits;
    }

    /// <summary>The weights as arrays of a model; <paramref name="shift"/> is added to b's bias.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays(string prefix, double shift)
    {
        foreach ((string name, int[] shape, float[] values) in TowerArrays.Write(_parameters, prefix))
        {
            if (name == $"{prefix}b.l2.bias")
                values[0] += (float)shift;
            yield return (name, shape, values);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _tape.Dispose();

    /// <summary>One step on at most 512 rows; their loss before it.</summary>
    internal double Step(ReadOnlySpan<int> rows, double learningRate)
    {
        Tensor<float> crossEntropy = Record(rows, training: true);
        double loss = crossEntropy.Scalar;
        _tape.Backward(_tower.Penalty(_tape, _options.OutcomePenalty) is { } penalty ? _tape.Add(crossEntropy, penalty) : crossEntropy);
        _optimizer.Step(learningRate);
        return loss;
    }

    private Tensor<float> Record(ReadOnlySpan<int> rows, bool training)
    {
        AlmMtaTrainingData data = _inputs.Journeys.Data;
        int counts = _largest + 1;
        Span<float> mixture = _mixtures.AsSpan(0, rows.Length * counts), label = _labels.AsSpan(0, rows.Length), weight = _weights.AsSpan(0, rows.Length);
        mixture.Clear();
        for (int r = 0; r < rows.Length; r++)
        {
            ReadOnlySpan<double> distribution = _mixture.Of(rows[r]);
            for (int h = 0; h < distribution.Length; h++)
                mixture[r * counts + h] = (float)distribution[h];
            label[r] = data.Label[rows[r]] ? 1 : 0;
            weight[r] = (data.Weight?[rows[r]] ?? 1) * (training && _exposure is not null ? (float)_exposure[rows[r]] : 1);
        }

        _tape.Reset();
        _tape.Training = training;
        TowerBatch<float> batch = _inputs.Batch(rows);
        if (training)
            TouchDropout.Apply(batch, _options.Components.OutcomeDropout, _dropout);
        Tensor<float> probability = _tower.Probability(_tape, batch, mixture, _largest);

        // In single precision a sum of shares can pass 1 by a rounding, and the logarithm then has no value.
        return _tape.BinaryCrossEntropy(_tape.Clamp(probability, 1e-6, 1 - 1e-6), label, weight, rows.Length);
    }

    private double Judge(int[] rows)
    {
        double loss = 0;
        for (int start = 0; start < rows.Length; start += BatchSize)
        {
            int count = Math.Min(BatchSize, rows.Length - start);
            loss += count * (double)Record(rows.AsSpan(start, count), training: false).Scalar;
        }

        return rows.Length > 0 ? loss / rows.Length : 0;
    }

    private float[][] Snapshot()
    {
        _tape.Pull();
        return [.. _parameters.Select(parameter => (float[])parameter.Values.Clone())];
    }
}
