// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains a recurrent network by mini-batches of rows, and keeps the best pass.</summary>
internal sealed class SequenceFit : IDisposable
{
    private readonly AttributionBaselineOptions _options;
    private readonly TowerInputs<float> _inputs;
    private readonly float[]? _weights;
    private readonly SequenceNetwork<float> _network;
    private readonly Parameter<float>[] _parameters;
    private readonly Tape<float> _tape;
    private readonly Optimizer<float> _optimizer;

    /// <param name="method">deepMTA, CausalMTA or CAMTA.</param>
    /// <param name="options">Widths and schedule.</param>
    /// <param name="inputs">Journeys to learn from.</param>
    /// <param name="weights">Weight of each row, or null.</param>
    /// <param name="seed">Seed of the weights.</param>
    public SequenceFit(AttributionMethod method, AttributionBaselineOptions options, TowerInputs<float> inputs, float[]? weights, int seed)
    {
        (_options, _inputs, _weights) = (options, inputs, weights);
        _network = new(method, options, inputs.Shape, new RandomStream(seed, $"{method}/initialisation"));
        _parameters = [.. _network.Parameters];
        _tape = ManagedEngine.Default.CreateTape(_parameters);
        _optimizer = ManagedEngine.Default.CreateOptimizer(_tape, new OptimizerOptions { LazyEmbeddings = false });
    }

    /// <summary>The network, as trained.</summary>
    public SequenceNetwork<float> Network => _network;

    /// <summary>The tape that its weights are on.</summary>
    public Tape<float> Tape => _tape;

    /// <summary>Mean log-loss of the held-out rows in the best pass, nats.</summary>
    public double ValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Trains.</summary>
    public void Run(int[] training, int[] validation, RandomStream random, ITrainingMonitor monitor)
    {
        int[] order = [.. training];
        int batches = Math.Max(1, (order.Length + _options.BatchSize - 1) / _options.BatchSize), total = batches * _options.Epochs;
        float[][] best = Snapshot();
        for (int epoch = 0, step = 0; epoch < _options.Epochs; epoch++)
        {
            random.Shuffle(order.AsSpan());
            double loss = 0;
            for (int b = 0; b < batches; b++, step++)
            {
                int start = (int)((long)order.Length * b / batches), end = (int)((long)order.Length * (b + 1) / batches);
                loss += Step(
                    order.AsSpan(start..end), GradientReversal.Strength(step / (double)total, _options.AdversaryStrength),
                    CosineDecay.At(_options.LearningRate, CosineDecay.NetworkFloor, step, total));
            }

            double judged = Judge(validation);
            monitor.Progress(new("sequence network", epoch + 1, _options.Epochs, loss / batches));
            if (judged < ValidationLoss)
                (ValidationLoss, best) = (judged, Snapshot());
        }

        for (int k = 0; k < best.Length; k++)
            best[k].CopyTo(_parameters[k].Values, 0);
        _tape.Push();
    }

    /// <inheritdoc/>
    public void Dispose() => _tape.Dispose();

    private double Step(ReadOnlySpan<int> rows, double strength, double rate)
    {
        _tape.Reset();
        _tape.Training = true;
        TowerBatch<float> batch = _inputs.Batch(rows);
        Tensor<float>[] states = _network.States(_tape, batch);
        Tensor<float> loss = Loss(rows, batch, states, weighted: true);
        double value = loss.Scalar;
        if (_network.Adversary(_tape, batch, states, Channels(rows), strength) is { } adversary)
            loss = _tape.Add(loss, adversary);
        _tape.Backward(loss);
        _optimizer.Step(rate);
        return value;
    }

    private double Judge(int[] rows)
    {
        double loss = 0;
        for (int start = 0; start < rows.Length; start += _options.BatchSize)
        {
            ReadOnlySpan<int> some = rows.AsSpan(start, Math.Min(_options.BatchSize, rows.Length - start));
            _tape.Reset();
            _tape.Training = false;
            TowerBatch<float> batch = _inputs.Batch(some);
            loss += some.Length * (double)Loss(some, batch, _network.States(_tape, batch), weighted: false).Scalar;
        }

        return loss / rows.Length;
    }

    private Tensor<float> Loss(ReadOnlySpan<int> rows, TowerBatch<float> batch, Tensor<float>[] states, bool weighted)
    {
        AlmMtaTrainingData data = _inputs.Journeys.Data;
        float[] label = new float[rows.Length], weight = new float[rows.Length];
        for (int r = 0; r < rows.Length; r++)
        {
            label[r] = data.Label[rows[r]] ? 1 : 0;
            weight[r] = (data.Weight?[rows[r]] ?? 1) * (weighted && _weights is not null ? _weights[rows[r]] : 1);
        }

        return _tape.BinaryCrossEntropyWithLogits(_network.Outcome(_tape, batch, states), label, weight, rows.Length);
    }

    private int[] Channels(ReadOnlySpan<int> rows)
    {
        AlmMtaTrainingData data = _inputs.Journeys.Data;
        List<int> channels = [];
        foreach (int i in rows)
            channels.AddRange((data.Cluster ?? data.Keys[0]).AsSpan(data.Offsets[i]..data.Offsets[i + 1]));
        return [.. channels];
    }

    private float[][] Snapshot()
    {
        _tape.Pull();
        return [.. _parameters.Select(parameter => (float[])parameter.Values.Clone())];
    }
}
