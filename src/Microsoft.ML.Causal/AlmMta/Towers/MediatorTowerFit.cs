// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A mediator tower in training: gives logits, and takes what the loss's slope in them is.</summary>
/// <remarks>The loss is computed outside, where a core adds its own logit; Σ slope·η has the same gradient as the loss.</remarks>
internal sealed class MediatorTowerFit : IDisposable
{
    private readonly TowerInputs<float> _inputs;
    private readonly MediatorTower<float> _tower;
    private readonly Parameter<float>[] _parameters;
    private readonly Tape<float> _tape;
    private readonly Optimizer<float> _optimizer;
    private readonly double _penalty;
    private Tensor<float>? _eta;
    private float[] _values = [], _slopes = [];

    /// <summary>Draws a tower.</summary>
    /// <param name="options">Widths and penalty.</param>
    /// <param name="inputs">Journeys.</param>
    /// <param name="stacked">Whether it is stacked on a core: without keys, and beginning as nothing.</param>
    /// <param name="engine">Trains.</param>
    /// <param name="random">Draws.</param>
    public MediatorTowerFit(AlmMtaOptions options, TowerInputs<float> inputs, bool stacked, TrainingEngine engine, RandomStream random)
    {
        _inputs = inputs;
        _penalty = stacked ? 0 : options.MediatorPenalty;
        _tower = new(TowerShape.Of(options, inputs.Shape, useKeys: !stacked), options.MediatorWidth, options.InteractionRank, "", stacked, random);
        _parameters = [.. _tower.Parameters];
        _tape = engine.CreateTape(_parameters);
        _optimizer = engine.CreateOptimizer(_tape, new OptimizerOptions { LazyEmbeddings = false });
    }

    /// <summary>Writes the tower's logit of every touch of the rows, row after row.</summary>
    public void Forward(ReadOnlySpan<int> rows, Span<double> eta, bool training)
    {
        TowerBatch<float> batch = _inputs.Batch(rows);
        _tape.Reset();
        _tape.Training = training;
        _eta = _tower.Forward(_tape, batch);
        if (_values.Length < batch.Touches)
            (_values, _slopes) = (new float[batch.Touches], new float[batch.Touches]);
        _eta.CopyTo(_values.AsSpan(0, batch.Touches));
        for (int j = 0; j < batch.Touches; j++)
            eta[j] = _values[j];
    }

    /// <summary>Takes a step.</summary>
    /// <param name="slope">∂ℓ/∂η of every touch of the last <see cref="Forward"/>.</param>
    /// <param name="divisor">What their sum is divided by.</param>
    /// <param name="learningRate">Step size.</param>
    public void Step(ReadOnlySpan<double> slope, double divisor, double learningRate)
    {
        for (int j = 0; j < slope.Length; j++)
            _slopes[j] = (float)slope[j];
        Tensor<float> loss = _tape.WeightedSum(_eta!, _slopes.AsSpan(0, slope.Length), divisor);
        if (_penalty > 0 && _tower.Penalty(_tape, _penalty) is { } penalty)
            loss = _tape.Add(loss, penalty);
        _tape.Backward(loss);
        _optimizer.Step(learningRate);
    }

    /// <summary>A copy of all weights.</summary>
    public float[][] Snapshot()
    {
        _tape.Pull();
        return [.. _parameters.Select(parameter => (float[])parameter.Values.Clone())];
    }

    /// <summary>Goes back to a copy.</summary>
    public void Restore(float[][] snapshot)
    {
        for (int k = 0; k < snapshot.Length; k++)
            snapshot[k].CopyTo(_parameters[k].Values, 0);
        _tape.Push();
    }

    /// <summary>Saves or restores what training goes on from.</summary>
    public void Exchange(TrainingState state) => state.Exchange("tower", _tape, _optimizer);

    /// <summary>The weights as arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays(string prefix) => TowerArrays.Write(_parameters, prefix);

    /// <inheritdoc/>
    public void Dispose() => _tape.Dispose();
}
