// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta;
using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.ML.Causal.Tests.UniMvt;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>Short fits of every network and loss, on an engine that is given.</summary>
internal static class EngineFits
{
    private const int Rows = 120;

    private static readonly UniMvtOptions Short = UniMvtExample.Quick with { Epochs = 2, BatchSize = 128 };

    private static readonly AlmMtaOptions Observed = AlmMtaExample.Quick with { Threads = 1, NetworkEpochs = 2 };

    private static readonly AlmMtaOptions Matched = MatchedExample.Quick with { Threads = 1, NetworkEpochs = 2 };

    private static readonly AlmMtaOptions Paper = Matched with { Identification = AlmMtaIdentification.Paper, StageEpochs = [1, 1, 1], PaperBatchSize = 64 };

    /// <summary>One fit.</summary>
    /// <param name="Name">What is fitted.</param>
    /// <param name="Run">Fits on the engine.</param>
    internal sealed record Case(string Name, Action<TrainingEngine> Run);

    /// <summary>UniMVT in float, through its trainer.</summary>
    public static IEnumerable<Case> UniMvt => UniMvtForms.Select(form => new Case(form.Name, engine =>
        UniMvtExample.Fit(form.Options with { Engine = engine }, UniMvtExample.Logs(CouponWorld.Syn3Probability, 900))));

    /// <summary>UniMVT in double.</summary>
    public static IEnumerable<Case> UniMvtDouble => UniMvtForms.Select(form => new Case($"{form.Name}, double", engine =>
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn3Probability, 600);
        IntensitySupport support = IntensitySupport.Measure(form.Options, data, SilentMonitor.Instance);
        var standardiser = Standardiser.Fit(data.Features, data.FeatureCount);
        UniMvtArm<double> Arm(bool treated) => UniMvtArm<double>.Of(data, treated, standardiser, support.Tiers.Centres);
        using var fit = new UniMvtFit<double>(form.Options, UniMvtForm.Decide(form.Options, data, support), Arm(false), Arm(true), engine, 1, "member 0");
        fit.Run("", SilentMonitor.Instance, CancellationToken.None);
    }));

    /// <summary>The networks of ALM-MTA: the observed and the matched form's towers, alone and stacked, and the printed method with each of its parts.</summary>
    public static IEnumerable<Case> AlmMta =>
    [
        new("ALM-MTA observed, towers on the core", engine => AlmMtaExample.Fit(Observed with { Engine = engine }, AlmMtaExample.Draw(500, 1))),
        new("ALM-MTA observed, networks", engine => AlmMtaExample.Fit(Observed with { Fit = AlmMtaFitKind.Networks, Engine = engine }, AlmMtaExample.Draw(500, 2, plain: false))),
        new("ALM-MTA matched, networks", engine => AlmMtaExample.Fit(Matched with { Fit = AlmMtaFitKind.Networks, Engine = engine }, MatchedExample.Draw(900, 3, out _, plain: false))),
        .. new (AlmMtaContrast Contrast, AlmMtaGradientRouting Routing, AlmMtaExposureForm Exposure)[]
        {
            (AlmMtaContrast.InBatch, AlmMtaGradientRouting.Direct, AlmMtaExposureForm.Multinomial),
            (AlmMtaContrast.InBatchAndQueue, AlmMtaGradientRouting.Sum, AlmMtaExposureForm.Bernoulli),
            (AlmMtaContrast.Momentum, AlmMtaGradientRouting.Direct, AlmMtaExposureForm.Multinomial),
        }.Select(form => new Case($"ALM-MTA as printed, contrast {form.Contrast}, routing {form.Routing}, exposure {form.Exposure}", engine => AlmMtaExample.Fit(
            Paper with { Contrast = form.Contrast, GradientRouting = form.Routing, ExposureForm = form.Exposure, TopMatches = 8, Engine = engine }, MatchedExample.Draw(400, 4, out _)))),
    ];

    /// <summary>The networks of ALM-MTA in double: some steps on one batch.</summary>
    public static IEnumerable<Case> AlmMtaDouble => new (string Name, Func<AlmMtaOptions, TowerInputs<double>, (IEnumerable<Parameter<double>> Parameters, Func<Tape<double>, Tensor<double>> Loss)> Build)[]
    {
        ("ALM-MTA, mediator tower, double", MediatorTower), ("ALM-MTA, outcome tower, double", OutcomeTower), ("ALM-MTA as printed, all heads, double", AllHeads),
    }.Select(network => new Case(network.Name, engine =>
    {
        AlmMtaTrainingData data = MatchedExample.Draw(Rows, 6, out _, plain: false);
        var inputs = new TowerInputs<double>(new EncodedJourneys(data, JourneyEncoding.Fit(data)));
        (IEnumerable<Parameter<double>> parameters, Func<Tape<double>, Tensor<double>> loss) = network.Build(Matched, inputs);
        using Tape<double> tape = engine.CreateTape<double>([.. parameters]);
        Optimizer<double> optimizer = engine.CreateOptimizer(tape, new OptimizerOptions { EmbeddingKind = OptimizerKind.Adagrad });
        for (int step = 0; step < 8; step++)
        {
            tape.Reset();
            tape.Backward(loss(tape));
            optimizer.Step(0.004);
        }
    }));

    private static IEnumerable<(string Name, UniMvtOptions Options)> UniMvtForms =>
    [
        ("UniMVT, default form", Short),
        ("UniMVT, logit link, raw features", Short with { InputEncoding = InputEncoding.Raw, ResponseLink = ResponseLink.Logit, GradientClipNorm = 0.1 }),
        ("UniMVT, paper's form", Short with { Preset = UniMvtPreset.Paper, InputEncoding = InputEncoding.Raw }),
        ("UniMVT, corrected form", Short with { Preset = UniMvtPreset.Corrected }),
    ];

    private static (IEnumerable<Parameter<double>>, Func<Tape<double>, Tensor<double>>) MediatorTower(AlmMtaOptions options, TowerInputs<double> inputs)
    {
        var tower = new MediatorTower<double>(
            TowerShape.Of(options, inputs.Shape, useKeys: true), options.MediatorWidth, options.InteractionRank, "", startAtZero: false, new RandomStream(8, "mediator"));
        TowerBatch<double> batch = inputs.Batch([.. Enumerable.Range(0, Rows)]);
        double[] proxy = Drawn("proxy", batch.Touches);
        return (tower.Parameters, tape => tape.Add(tape.BinaryCrossEntropyWithLogits(tower.Forward(tape, batch), proxy, default, batch.Touches), tower.Penalty(tape, 0.02)!));
    }

    private static (IEnumerable<Parameter<double>>, Func<Tape<double>, Tensor<double>>) OutcomeTower(AlmMtaOptions options, TowerInputs<double> inputs)
    {
        var tower = new OutcomeTower<double>(
            TowerShape.Of(options, inputs.Shape, useKeys: true), options.PooledWidth, options.OutcomeHiddenWidth, options.EffectHiddenWidth, 4, "", new RandomStream(8, "outcome"));
        TowerBatch<double> batch = inputs.Batch([.. Enumerable.Range(0, Rows)]);
        int largest = inputs.Journeys.Data.MaxLength;
        double[] mixture = Drawn("mixture", Rows * (largest + 1)), label = Labels(inputs);
        for (int start = 0; start < mixture.Length; start += largest + 1)
        {
            Span<double> row = mixture.AsSpan(start, largest + 1);
            double sum = row.ToArray().Sum();
            foreach (ref double share in row)
                share /= sum;
        }

        return (tower.Parameters, tape => tape.Add(
            tape.BinaryCrossEntropy(tape.Clamp(tower.Probability(tape, batch, mixture, largest), 1e-6, 1 - 1e-6), label, Drawn("weight", Rows), Rows), tower.Penalty(tape, 0.3)!));
    }

    private static (IEnumerable<Parameter<double>>, Func<Tape<double>, Tensor<double>>) AllHeads(AlmMtaOptions options, TowerInputs<double> inputs)
    {
        AlmMtaTrainingData data = inputs.Journeys.Data;
        var network = new PaperNetwork<double>(options with { GradientRouting = AlmMtaGradientRouting.Direct }, inputs.Shape, new RandomStream(8, "paper"));
        TowerBatch<double> batch = inputs.Batch([.. Enumerable.Range(0, Rows)]);
        double[] label = Labels(inputs);
        int[] anchors = [.. Enumerable.Range(0, Rows).Where(i => data.Length(i) > 0).Take(20)], touches = [.. anchors.Select(i => data.Offsets[i])];
        int[] clusters = [.. touches.Select(j => data.Cluster![j] - 1)];
        return (network.Parameters, tape =>
        {
            PaperEncoding<double> encoding = network.Encode(tape, batch);
            Tensor<double> main = network.Main(tape, encoding);
            Tensor<double> sum = tape.BinaryCrossEntropyWithLogits(main, label, default, Rows);
            sum = tape.Add(sum, tape.BinaryCrossEntropyWithLogits(network.Effect(tape, encoding), label, Drawn("exposure", Rows), Rows));
            sum = tape.Add(sum, tape.BinaryCrossEntropyWithLogits(network.Proxy(tape, encoding.Mediator!), Drawn("proxy", batch.Touches), default, batch.Touches));
            sum = tape.Add(sum, AdversaryLoss.Record<double>(tape, network.Adversary, encoding.PooledMediator, main, 0.7, label, []));
            sum = tape.Add(sum, InfoNceLoss.InBatch(tape, network.Anchors(tape, encoding, anchors), network.Keys(tape, encoding.Mediator!, touches), 0.1));
            return tape.Add(sum, ExposureLoss.Multinomial(tape, network.Exposure(tape, encoding), anchors, clusters));
        });
    }

    private static double[] Labels(TowerInputs<double> inputs) => [.. inputs.Journeys.Data.Label.Select(y => y ? 1.0 : 0)];

    private static double[] Drawn(string name, int length)
    {
        var values = new double[length];
        new RandomStream(9, name).FillUniform(values.AsSpan(), 0.1, 0.9);
        return values;
    }
}
