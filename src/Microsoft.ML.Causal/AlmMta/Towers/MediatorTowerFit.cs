// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A mediator tower in training: gives logits, and takes what the loss's slope in them is.</summary>
/// <remarks>The loss is computed outside, where a core adds its own logit; Σ slope·η has the same gradient as the loss.</remarks>
internal sealed class MediatorTowerFit : IDisposable
{
    private readonly TowerInputs<float> _inputs;
    private readonly MediatorTower<float> _tower;
    private readonly Parameter<float>[] _parameters;
    private readonly MediatorComponents? _components;
    private readonly Tape<float> _tape;
    private readonly Optimizer<float> _optimizer;
    private readonly double _penalty;
    private Tensor<float>? _eta;
    private TowerBatch<float>? _batch;
    private MediatorPass<float> _pass;
    private float[] _values = [], _slopes = [];

    /// <summary>Draws a tower.</summary>
    /// <param name="options">Widths and penalty.</param>
    /// <param name="inputs">Journeys.</param>
    /// <param name="stacked">Whether it is stacked on a core: without keys, and beginning as nothing.</param>
    /// <param name="engine">Trains.</param>
    /// <param name="random">Draws.</param>
    /// <param name="targets">What components learn from beside the data, or null.</param>
    public MediatorTowerFit(
        AlmMtaOptions options, TowerInputs<float> inputs, bool stacked, TrainingEngine engine, RandomStream random, ComponentTargets? targets = null)
    {
        _inputs = inputs;
        _penalty = stacked ? 0 : options.MediatorPenalty;
        _tower = Draw();
        _parameters = [.. _tower.Parameters];
        if (options.Components.NeedTower)
            _components = new(options, inputs, _tower, options.Components.Contrast == AlmMtaContrast.Momentum ? Draw() : null, targets, engine, random);
        _tape = engine.CreateTape<float>([.. _parameters, .. _components?.Parameters ?? []]);
        _optimizer = engine.CreateOptimizer(_tape, new OptimizerOptions { LazyEmbeddings = false });

        MediatorTower<float> Draw() =>
            new(TowerShape.Of(options, inputs.Shape, useKeys: !stacked), options.MediatorWidth, options.InteractionRank, "", stacked, random);
    }

    /// <summary>Writes the tower's logit of every touch of the rows, row after row.</summary>
    public void Forward(ReadOnlySpan<int> rows, Span<double> eta, bool training)
    {
        TowerBatch<float> batch = _inputs.Batch(rows);
        _tape.Reset();
        _tape.Training = training;
        (_batch, _pass) = (batch, _tower.Encode(_tape, batch));
        _eta = _tower.Logit(_tape, batch, _pass, training && _components is not null ? _components.Route(_tape, _pass.Mediator) : _pass.Mediator);
        if (_values.Length < batch.Touches)
            (_values, _slopes) = (new float[batch.Touches], new float[batch.Touches]);
        _eta.CopyTo(_values.AsSpan(0, batch.Touches));
        for (int j = 0; j < batch.Touches; j++)
            eta[j] = _values[j];
    }

    /// <summary>Takes a step.</summary>
    /// <param name="rows">Rows of the last <see cref="Forward"/>.</param>
    /// <param name="slope">∂ℓ/∂η of each of their touches.</param>
    /// <param name="divisor">What their sum is divided by.</param>
    /// <param name="loss">Σ ℓ, nats.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="progress">Share of the training that is done.</param>
    public void Step(ReadOnlySpan<int> rows, ReadOnlySpan<double> slope, double divisor, double loss, double learningRate, double progress)
    {
        for (int j = 0; j < slope.Length; j++)
            _slopes[j] = (float)slope[j];
        Tensor<float> total = _tape.WeightedSum(_eta!, _slopes.AsSpan(0, slope.Length), divisor);
        if (_components is not null)
            total = _components.Add(_tape, total, rows, _batch!, _pass, loss / divisor, progress);
        if (_penalty > 0 && _tower.Penalty(_tape, _penalty) is { } penalty)
            total = _tape.Add(total, penalty);
        _tape.Backward(total);
        _optimizer.Step(learningRate);
        _components?.Follow(_tape);
    }

    /// <summary>Averages of the mediator's loss and of those of adversary, contrast and exposure; empty without components.</summary>
    internal IReadOnlyList<double> ComponentLosses => _components?.Losses ?? [];

    /// <summary>Each loss of the components since the last call, its weight and its ratio; null without components.</summary>
    public string? Describe() => _components?.Describe();

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

    /// <summary>Begins at the weights of a model of this form; rows of a table for new clusters stay as drawn.</summary>
    public void Load(NamedArrays arrays)
    {
        foreach (Parameter<float> parameter in _parameters)
            arrays.Get(parameter.Name).Values.CopyTo(parameter.Values, 0);
        _tape.Push();
    }

    /// <summary>Saves or restores what training goes on from.</summary>
    public void Exchange(TrainingState state)
    {
        state.Exchange("tower", _tape, _optimizer);
        _components?.Exchange(state);
    }

    /// <summary>The weights as arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays(string prefix) => TowerArrays.Write(_parameters, prefix);

    /// <inheritdoc/>
    public void Dispose()
    {
        _components?.Dispose();
        _tape.Dispose();
    }
}
