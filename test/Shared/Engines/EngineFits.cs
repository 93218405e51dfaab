// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.Tests.AlmMta;
using Microsoft.ML.Causal.Tests.AlmMta.Matched;
using Microsoft.ML.Causal.Tests.UniMvt;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>Short fits of every network and loss, on an engine that is given.</summary>
internal static class EngineFits
{
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

    private static IEnumerable<(string Name, UniMvtOptions Options)> UniMvtForms =>
    [
        ("UniMVT, default form", Short),
        ("UniMVT, logit link, raw features", Short with { InputEncoding = InputEncoding.Raw, ResponseLink = ResponseLink.Logit, GradientClipNorm = 0.1 }),
        ("UniMVT, paper's form", Short with { Preset = UniMvtPreset.Paper, InputEncoding = InputEncoding.Raw }),
        ("UniMVT, corrected form", Short with { Preset = UniMvtPreset.Corrected }),
    ];
}
