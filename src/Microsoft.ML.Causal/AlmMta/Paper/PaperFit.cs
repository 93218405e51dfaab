// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the printed method in three stages: main and ITE heads; with proxy, contrast and exposure; with the adversary.</summary>
internal sealed class PaperFit : IDisposable
{
    private const int EffectRows = 2000;

    private static readonly string[] Stages = ["main head", "mediator", "adversary"];

    private readonly AlmMtaOptions _options;
    private readonly TowerInputs<float> _inputs;
    private readonly RandomStream _dropout;
    private readonly PaperNetwork<float> _network;
    private readonly Parameter<float>[] _parameters;
    private readonly Tape<float> _tape;
    private readonly Optimizer<float> _optimizer;
    private readonly PaperStep _step;

    /// <summary>Draws a network.</summary>
    public PaperFit(AlmMtaOptions options, TowerInputs<float> inputs, double[]? weights, ExposureResiduals? residuals, TrainingEngine engine, int seed)
    {
        (_options, _inputs) = (options, inputs);
        _network = new(options, inputs.Shape, new RandomStream(seed, "paper/initialisation"));
        _parameters = [.. _network.Parameters];
        _tape = engine.CreateTape(_parameters);
        _optimizer = engine.CreateOptimizer(_tape, new OptimizerOptions
        {
            EmbeddingKind = OptimizerKind.Adagrad, WeightDecay = options.Penalty, LazyEmbeddings = true,
        });
        PaperNetwork<float>? twin = options.Contrast == AlmMtaContrast.Momentum ? new(options, inputs.Shape, new RandomStream(seed, "paper/initialisation")) : null;
        _step = new(options, inputs, new PaperTargets(inputs.Journeys.Data), weights, _network, twin, residuals, engine);
        _dropout = new RandomStream(seed, "paper/dropout");
    }

    /// <summary>Whether the guard went back to the state before the adversary.</summary>
    public bool Collapsed { get; private set; }

    /// <summary>Mean loss of the main head over validation rows at the end.</summary>
    public double ValidationLoss { get; private set; } = double.NaN;

    /// <summary>Trains.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the first stage was done.</exception>
    public void Run(int[] training, int[] validation, int seed, ITrainingMonitor monitor, CancellationToken token, StageCheckpoint? checkpoint = null)
    {
        checkpoint ??= StageCheckpoint.None;
        var random = new RandomStream(seed, "paper/shuffling");
        int[] order = [.. training];
        int batches = Math.Max(1, (order.Length + _options.PaperBatchSize - 1) / _options.PaperBatchSize);
        int total = batches * _options.StageEpochs.Sum(), stage = 0, epoch = 0;
        float[][]? before = null;
        double effect = 0;
        LossRatioController controller = Controller();
        int done = checkpoint.Resume(Exchange), step = done * batches;

        // Batches follow from the seed: dealt again, they need not be kept.
        for (int k = 0; k < done; k++)
            random.Shuffle(order.AsSpan());
        for (; stage < Stages.Length; stage++, epoch = 0)
        {
            int epochs = _options.StageEpochs[stage];
            if (epoch == 0)
                controller = Controller();
            while (epoch < epochs)
            {
                random.Shuffle(order.AsSpan());
                double loss = 0;
                for (int b = 0; b < batches; b++, step++)
                {
                    if (token.IsCancellationRequested)
                    {
                        Restore(before ?? throw new OperationCanceledException("Training was cancelled before its first stage was done; there is no model to keep.", token));
                        return;
                    }

                    int start = (int)((long)order.Length * b / batches), end = (int)((long)order.Length * (b + 1) / batches);
                    double progress = (epoch * batches + b) / (double)(epochs * batches);
                    double strength = stage == 2 ? GradientReversal.Strength(progress, _options.AdversaryStrength) : double.NaN;
                    double rate = CosineDecay.At(_options.NetworkLearningRate, CosineDecay.NetworkFloor, step, total);
                    loss += Step(order.AsSpan(start..end), stage, strength, controller, rate);
                }

                epoch++;
                monitor.Progress(new(Stages[stage], epoch, epochs, loss / batches));
                monitor.Message($"Stage {Stages[stage]}, epoch {epoch}: {controller.Describe(PaperLosses.Names)}.");
                double now = stage == 2 ? Effect(validation) : 0;
                if (stage == 2 && now < _options.LeastEffectShare * effect)
                {
                    monitor.Warning(
                        $"The effect fell to {now:F4} under the adversary, below {_options.LeastEffectShare:F2} of the {effect:F4} before it; the state before it is kept.");
                    Restore(before!);
                    Collapsed = true;
                    ValidationLoss = Judge(validation);
                    return;
                }

                checkpoint.Keep(++done, Exchange);
            }

            before = Snapshot();
            effect = Effect(validation);
            ValidationLoss = Judge(validation);
            monitor.Message($"Stage {Stages[stage]} done: held-out loss {ValidationLoss:F5} nats per row, mean effect of a journey {effect:F4}; checkpoint kept.");
        }

        checkpoint.Finish();

        void Exchange(TrainingState state)
        {
            (stage, epoch) = (state.Exchange("stage", stage), state.Exchange("epoch", epoch));
            effect = state.Exchange("effect", effect);
            ValidationLoss = state.Exchange("validation loss", ValidationLoss);
            if (state.Exchange("has state before", before is not null))
                state.Exchange("state before", before ??= Snapshot());
            controller.Exchange(state);
            _dropout.State = state.Exchange("dropout", _dropout.State);
            _step.Exchange(state);
            state.Exchange("network", _tape, _optimizer);
        }
    }

    /// <summary>z and L of rows, as the scorer's top matches need them.</summary>
    public (float[] Journeys, float[] Lengths) Journeys(int[] rows)
    {
        _tape.Reset();
        _tape.Training = false;
        PaperEncoding<float> encoding = _network.Encode(_tape, _inputs.Batch(rows));
        float[] journeys = new float[encoding.Journey.Shape.Length], lengths = new float[rows.Length];
        encoding.Journey.CopyTo(journeys);
        encoding.Length.CopyTo(lengths);
        return (journeys, lengths);
    }

    /// <summary>The weights as arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays(string prefix)
    {
        _tape.Pull();
        return TowerArrays.Write(_parameters, prefix);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _step.Dispose();
        _tape.Dispose();
    }

    /// <summary>What weighs the losses of a stage.</summary>
    internal LossRatioController Controller()
    {
        AlmMtaLossRatios r = _options.LossRatios;
        int warmUp = _options.HoldLossRatios ? _options.LossRatioWarmUpSteps : int.MaxValue;
        return new(
            [r.Main, r.IndividualEffect, r.Proxy, r.Adversary, r.Contrastive, r.DoubleMachineLearning], _options.LossRatioDecay, warmUp,
            _options.LeastLossWeight, _options.LargestLossWeight);
    }

    /// <summary>One step on a batch of rows; the main loss before it.</summary>
    internal double Step(ReadOnlySpan<int> rows, int stage, double strength, LossRatioController controller, double rate)
    {
        TowerBatch<float> batch = _inputs.Batch(rows);
        TouchDropout.Apply(batch, _options.TouchpointDropout, _dropout);
        _tape.Reset();
        _tape.Training = true;
        PaperLosses losses = _step.Record(_tape, rows, batch, stage > 0, strength);
        Span<double> values = stackalloc double[PaperLosses.Names.Length];
        for (int k = 0; k < values.Length; k++)
            values[k] = losses[k] is { } term ? term.Scalar : double.NaN;
        controller.Update(values);
        Tensor<float> total = losses.Main;
        for (int k = 1; k < values.Length; k++)
        {
            if (losses[k] is { } term)
                total = _tape.Add(total, _tape.Affine(term, controller.Weights[k], 0));
        }

        _tape.Backward(total);
        _optimizer.Step(rate);
        _step.Follow(_tape);
        return losses.Main.Scalar;
    }

    /// <summary>Mean |P(T) − P(∅)| of the main head over held-out rows.</summary>
    private double Effect(int[] rows)
    {
        int[] some = rows.AsSpan(0, Math.Min(EffectRows, rows.Length)).ToArray();
        TowerBatch<float> batch = _inputs.Batch(some);
        float[] whole = Logits(batch);
        batch.Mask.Clear();
        float[] empty = Logits(batch);
        double sum = 0;
        for (int r = 0; r < some.Length; r++)
            sum += Math.Abs(1 / (1 + Math.Exp(-whole[r])) - 1 / (1 + Math.Exp(-empty[r])));
        return some.Length > 0 ? sum / some.Length : 0;
    }

    private double Judge(int[] rows)
    {
        double loss = 0;
        for (int start = 0; start < rows.Length; start += EffectRows)
        {
            int[] some = rows.AsSpan(start, Math.Min(EffectRows, rows.Length - start)).ToArray();
            float[] logits = Logits(_inputs.Batch(some));
            for (int r = 0; r < some.Length; r++)
            {
                double z = _inputs.Journeys.Data.Label[some[r]] ? -logits[r] : logits[r];
                loss += Math.Max(z, 0) + double.LogP1(Math.Exp(-Math.Abs(z)));
            }
        }

        return rows.Length > 0 ? loss / rows.Length : double.NaN;
    }

    private float[] Logits(TowerBatch<float> batch)
    {
        _tape.Reset();
        _tape.Training = false;
        Tensor<float> main = _network.Main(_tape, _network.Encode(_tape, batch));
        var logits = new float[batch.Rows];
        main.CopyTo(logits);
        return logits;
    }

    private float[][] Snapshot()
    {
        _tape.Pull();
        return [.. _parameters.Select(parameter => (float[])parameter.Values.Clone())];
    }

    private void Restore(float[][] checkpoint)
    {
        for (int k = 0; k < checkpoint.Length; k++)
            checkpoint[k].CopyTo(_parameters[k].Values, 0);
        _tape.Push();
    }
}
