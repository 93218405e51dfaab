// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Trains one network of UniMVT by mini-batches.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class UniMvtFit<T> : IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly UniMvtOptions _options;
    private readonly Tape<T> _tape;
    private readonly Optimizer<T> _optimizer;
    private readonly UniMvtJointLoss<T> _loss;
    private readonly ArmBatches<T> _controls, _treated;
    private readonly int _stepsPerEpoch;

    /// <summary>Draws the network's weights.</summary>
    /// <param name="options">Loss weights and schedule.</param>
    /// <param name="settings">The network's form.</param>
    /// <param name="controls">Untreated training rows.</param>
    /// <param name="treated">Treated training rows.</param>
    /// <param name="engine">Trains.</param>
    /// <param name="seed">Seed of initialisation and shuffling.</param>
    /// <param name="name">Tells its random streams from those of other fits of the same seed.</param>
    /// <param name="former">What to continue from; null begins anew.</param>
    /// <param name="member">Which of its models.</param>
    public UniMvtFit(
        UniMvtOptions options, UniMvtModelSettings settings, UniMvtArm<T> controls, UniMvtArm<T> treated, TrainingEngine engine,
        int seed, string name, UniMvtFormer? former = null, int member = 0)
    {
        _options = options;
        Network = new(settings, options.FrequencyScale, new RandomStream(seed, $"{name}/initialisation"));
        Parameters = [.. Network.Parameters];
        if (options.UseUniformBiases)
            Initialisation.UniformBiases(Parameters, Network.UnitUpliftBias, new RandomStream(seed, $"{name}/biases"));
        _tape = engine.CreateTape(Parameters);
        _optimizer = engine.CreateOptimizer(_tape, new OptimizerOptions
        {
            Kind = options.DecoupledWeightDecay ? OptimizerKind.AdamW : OptimizerKind.Adam,
            WeightDecay = options.WeightDecay,
            GradientClipNorm = options.GradientClipNorm,
        });
        _loss = new(options, settings, Network);
        if (former is not null)
        {
            former.Load(member, Parameters);
            _tape.Push();
            double weight = former.Weight(options, controls.Rows + treated.Rows);
            controls = FormerAnswers.Blend(controls, treated: false, weight, Network, settings, former.Settings.Cardinalities, _tape);
            treated = FormerAnswers.Blend(treated, treated: true, weight, Network, settings, former.Settings.Cardinalities, _tape);
        }

        _stepsPerEpoch = (controls.Rows + treated.Rows + options.BatchSize - 1) / options.BatchSize;
        var random = new RandomStream(seed, $"{name}/shuffling");
        _controls = new(controls, _stepsPerEpoch, random);
        _treated = new(treated, _stepsPerEpoch, random);
    }

    /// <summary>The network being trained.</summary>
    public UniMvtNetwork<T> Network { get; }

    /// <summary>Its trainable tensors.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Steps taken.</summary>
    public int Steps => _optimizer.Steps;

    /// <summary>Means of the loss terms, epoch by epoch.</summary>
    public List<UniMvtEpochLosses> Losses { get; } = [];

    /// <summary>Trains until the last epoch is done or <paramref name="token"/> says so.</summary>
    /// <returns>Whether all steps were taken.</returns>
    public bool Run(string stage, ITrainingMonitor monitor, CancellationToken token, StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        int total = _options.Epochs * _stepsPerEpoch;

        // Data of few steps must not spend them all on warming up.
        var schedule = new LearningRateSchedule.WarmUpCosine(_options.LearningRate, Math.Min(_options.WarmupSteps, total / 5), total);
        int done = checkpoint.Resume(Exchange);

        // Batches follow from the seed: dealt again, they need not be kept.
        for (int epoch = 1; epoch <= done; epoch++)
            Deal();
        for (int epoch = done + 1; epoch <= _options.Epochs; epoch++)
        {
            Deal();
            var means = new EpochMeans();
            for (int step = 0; step < _stepsPerEpoch; step++)
            {
                if (token.IsCancellationRequested)
                {
                    _tape.Pull();
                    return false;
                }

                means.Add(Step(step, schedule.At(Steps, epoch - 1)));
            }

            Losses.Add(means.Average(epoch));
            monitor.Progress(new(stage, epoch, _options.Epochs, Losses[^1].Total));
            checkpoint.Keep(epoch, Exchange);
        }

        checkpoint.Finish();
        _tape.Pull();
        return true;

        void Deal()
        {
            _controls.Shuffle();
            _treated.Shuffle();
        }
    }

    private void Exchange(TrainingState state)
    {
        state.Exchange("network", _tape, _optimizer);
        double[] losses = state.Exchange("losses", (double[])[.. Losses.SelectMany(mean => (double[])
            [mean.Epoch, mean.Total, mean.Base, mean.Treatment, mean.Intensity, mean.CrossTreatment, mean.CrossBase, mean.Orthogonality])]);
        Losses.Clear();
        foreach (double[] mean in losses.Chunk(8))
            Losses.Add(new((int)mean[0], mean[1], mean[2], mean[3], mean[4], mean[5], mean[6], mean[7]));
    }

    /// <summary>The total loss of other rows.</summary>
    public double Evaluate(UniMvtArm<T> controls, UniMvtArm<T> treated)
    {
        int steps = (controls.Rows + treated.Rows + _options.BatchSize - 1) / _options.BatchSize;
        var order = new RandomStream(0, "evaluation");
        var controlBatches = new ArmBatches<T>(controls, steps, order);
        var treatedBatches = new ArmBatches<T>(treated, steps, order);
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            _tape.Reset();
            _tape.Training = false;
            UniMvtBatch<T> control = controlBatches.Batch(step), other = treatedBatches.Batch(step);
            sum += (control.Rows + other.Rows) * double.CreateChecked(_loss.Record(_tape, control, other).Total.Scalar);
        }

        _tape.Reset();
        _tape.Training = true;
        return sum / (controls.Rows + treated.Rows);
    }

    /// <inheritdoc/>
    public void Dispose() => _tape.Dispose();

    private UniMvtLossTerms<T> Step(int step, double learningRate)
    {
        _tape.Reset();
        UniMvtLossTerms<T> terms = _loss.Record(_tape, _controls.Batch(step), _treated.Batch(step));
        _tape.Backward(terms.Total);
        _optimizer.Step(learningRate);
        return terms;
    }

    private struct EpochMeans
    {
        private double _total, _base, _treatment, _square, _absolute, _crossTreatment, _crossBase, _orthogonality;
        private int _steps;

        public void Add(in UniMvtLossTerms<T> terms)
        {
            _total += Value(terms.Total);
            _base += Value(terms.Base);
            _treatment += Value(terms.Treatment);
            _square += Value(terms.IntensitySquare);
            _absolute += Value(terms.IntensityAbsolute);
            _crossTreatment += Value(terms.CrossTreatment);
            _crossBase += Value(terms.CrossBase);
            _orthogonality += Value(terms.Orthogonality);
            _steps++;

            static double Value(Tensor<T>? term) => term is null ? 0 : double.CreateChecked(term.Scalar);
        }

        public readonly UniMvtEpochLosses Average(int epoch) => new(
            epoch, _total / _steps, _base / _steps, _treatment / _steps,
            (_absolute == 0 ? _square : 0.5 * (_square + _absolute)) / _steps,
            _crossTreatment / _steps, _crossBase / _steps, _orthogonality / _steps);
    }
}
