// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The losses that the paper's components add to a mediator tower in training: adversary, contrast, exposure.</summary>
internal sealed class MediatorComponents : IDisposable
{
    private const int Readers = 3;

    private static readonly string[] Names = ["mediator", "adversary", "contrast", "exposure"];

    private readonly AlmMtaOptions _options;
    private readonly AlmMtaComponents _wanted;
    private readonly AlmMtaTrainingData _data;
    private readonly float[]? _outcomeLogits;
    private readonly ComponentHeads<float> _heads;
    private readonly ContrastTerm? _contrast;
    private readonly ExposureTerm _exposure;
    private readonly LossRatioController _controller;
    private float[] _labels = [], _weights = [], _offsets = [];
    private Tensor<float>? _forAdversary, _forContrast;

    /// <summary>Draws the heads.</summary>
    /// <param name="options">What is wanted, and how it is formed.</param>
    /// <param name="inputs">Journeys.</param>
    /// <param name="tower">The tower in training.</param>
    /// <param name="twin">A tower of the same form; used by momentum contrast alone.</param>
    /// <param name="targets">What the components learn from beside the data, or null.</param>
    /// <param name="engine">Computes the twin's keys.</param>
    /// <param name="random">Draws.</param>
    public MediatorComponents(
        AlmMtaOptions options, TowerInputs<float> inputs, MediatorTower<float> tower, MediatorTower<float>? twin, ComponentTargets? targets, TrainingEngine engine,
        RandomStream random)
    {
        (_options, _wanted, _data, _outcomeLogits) = (options, options.Components, inputs.Journeys.Data, targets?.OutcomeLogits);
        _heads = new(options, inputs.Shape, tower, random);
        MediatorKeyEncoder? follower = twin is null ? null : new(twin, new(options, inputs.Shape, twin, random));
        _contrast = _wanted.Contrast == AlmMtaContrast.None
            ? null
            : new(options, _wanted.Contrast, _data, new PaperTargets(_data), new MediatorKeyEncoder(tower, _heads), follower, engine);
        _exposure = new(options, _data, targets?.Residuals);
        double[] ratios = [1, _wanted.Adversary > 0 ? 1 : 0, _contrast is null ? 0 : _wanted.ContrastWeight, _wanted.ExposureWeight];
        _controller = new(
            ratios, options.LossRatioDecay, _wanted.HoldLossRatios ? options.LossRatioWarmUpSteps : int.MaxValue, options.LeastLossWeight, options.LargestLossWeight);
    }

    /// <summary>Averages of the losses: mediator, adversary, contrast, exposure.</summary>
    public IReadOnlyList<double> Losses => _controller.Averages;

    /// <summary>The heads' weights.</summary>
    public IEnumerable<Parameter<float>> Parameters => _heads.Parameters;

    /// <summary>M as the logit reads it; where gradients are routed, those of the other losses meet the logit's here.</summary>
    public Tensor<float> Route(Tape<float> tape, Tensor<float> mediator)
    {
        (_forAdversary, _forContrast) = (mediator, mediator);
        if (_wanted.GradientRouting == AlmMtaGradientRouting.Sum)
            return mediator;
        int width = mediator.Shape.Columns;
        Tensor<float> routed = tape.RouteGradients(mediator, Readers);
        _forAdversary = tape.SliceColumns(routed, width, width);
        _forContrast = tape.SliceColumns(routed, 2 * width, width);
        return tape.SliceColumns(routed, 0, width);
    }

    /// <summary>Adds the losses of a step to that of its mediator.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="total">What has the gradient of the mediator's loss.</param>
    /// <param name="rows">Rows of the step.</param>
    /// <param name="batch">The same.</param>
    /// <param name="pass">What the tower said of them.</param>
    /// <param name="loss">The mediator's loss, in nats.</param>
    /// <param name="progress">Share of the training that is done.</param>
    public Tensor<float> Add(
        Tape<float> tape, Tensor<float> total, ReadOnlySpan<int> rows, TowerBatch<float> batch, in MediatorPass<float> pass, double loss, double progress)
    {
        Tensor<float>? adversary = _wanted.Adversary > 0 ? Adversary(tape, rows, batch, GradientReversal.Strength(progress, _wanted.Adversary)) : null;
        Tensor<float>? contrast = Contrast(tape, rows, batch, pass);
        Tensor<float>? exposure = _wanted.ExposureWeight > 0 && _data.Cluster is not null ? Exposure(tape, rows, pass.X) : null;
        _controller.Update([loss, Value(adversary), Value(contrast), Value(exposure)]);
        total = Plus(tape, total, adversary, 1);
        total = Plus(tape, total, contrast, 2);
        return Plus(tape, total, exposure, 3);

        static double Value(Tensor<float>? term) => term is null ? double.NaN : term.Scalar;
    }

    /// <summary>Moves the twin after the tower; call once per step.</summary>
    public void Follow(Tape<float> tape) => _contrast?.Follow(tape);

    /// <summary>Each loss, its weight and its ratio, and begins to count anew.</summary>
    public string Describe() => _controller.Describe(Names);

    /// <summary>Saves or restores what training goes on from, beside the heads' weights.</summary>
    public void Exchange(TrainingState state)
    {
        _controller.Exchange(state);
        _contrast?.Exchange(state);
    }

    /// <inheritdoc/>
    public void Dispose() => _contrast?.Dispose();

    private Tensor<float> Adversary(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, double strength)
    {
        Span<float> label = StepBuffer.Take(ref _labels, rows.Length), weight = StepBuffer.Take(ref _weights, rows.Length);
        Span<float> offset = StepBuffer.Take(ref _offsets, rows.Length);
        for (int r = 0; r < rows.Length; r++)
        {
            label[r] = _data.Label[rows[r]] ? 1 : 0;
            weight[r] = _data.Weight?[rows[r]] ?? 1;
            offset[r] = _outcomeLogits?[rows[r]] ?? 0;
        }

        Tensor<float>? start = _outcomeLogits is null ? null : tape.Constant(offset, new Shape(rows.Length, 1));
        return AdversaryLoss.Record<float>(tape, _heads.Adversary, _heads.Pooled(tape, batch, _forAdversary!), start, strength, label, weight);
    }

    private Tensor<float>? Exposure(Tape<float> tape, ReadOnlySpan<int> rows, Tensor<float> x) =>
        _exposure.Record(tape, rows, _heads.Exposure(tape, x), _exposure.HasResiduals ? _heads.ClusterEffects(tape) : null);

    private Tensor<float>? Contrast(Tape<float> tape, ReadOnlySpan<int> rows, TowerBatch<float> batch, in MediatorPass<float> pass)
    {
        if (_contrast is null || !_contrast.Choose(rows, batch))
            return null;
        return _contrast.Record(
            tape, batch, _heads.Anchors(tape, batch, pass.Hidden, _contrast.Anchors),
            _contrast.IsMomentum ? null : _heads.Keys(tape, _forContrast!, _contrast.Touches));
    }

    private Tensor<float> Plus(Tape<float> tape, Tensor<float> total, Tensor<float>? term, int index) =>
        term is null ? total : tape.Add(total, tape.Affine(term, _controller.Weights[index], 0));
}
