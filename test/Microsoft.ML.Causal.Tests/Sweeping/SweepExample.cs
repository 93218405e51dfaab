// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Sweeping;

/// <summary>Sweeps that take no time: an estimator that learns nothing, judged by a function of its options.</summary>
internal static class SweepExample
{
    public sealed class Row
    {
        public int User { get; set; }

        public float Number { get; set; }
    }

    /// <summary>The quadratic of the options, with a little noise by seed, as fits have.</summary>
    public static SweepOptions<CubeOptions> Settings { get; } = new()
    {
        Objective = new("quadratic", false, (options, _) => Quadratic(options)),
        Also = [new("epochs", true, (options, _) => options.Epochs)],
        Trials = 20,
        Seed = 5,
        ParallelTrials = 2,
    };

    public static double Quadratic(CubeOptions options) =>
        TunerExample.Quadratic([options.A, options.B, options.C, options.D, options.E]) + 0.01 * new RandomStream(options.Seed, "noise").NextGaussian();

    public static IDataView Rows(MLContext mlContext, int rows = 60) =>
        mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i => new Row { User = i / 3, Number = i }).ToArray());

    public static SweepResult<CubeOptions, ITransformer> Run(
        SweepOptions<CubeOptions> sweep, IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default, SweepSpace<CubeOptions>? space = null)
    {
        var mlContext = new MLContext(seed: 1);
        return mlContext.Causal()
            .Sweep<CubeOptions, ITransformer>((context, _) => context.Transforms.CopyColumns("Copy", "Number"), new CubeOptions(), space ?? TunerExample.Space, sweep)
            .Execute(Rows(mlContext), progress, cancellationToken);
    }

    /// <summary>All that a table of trials holds but for times.</summary>
    public static string[] Table(SweepResult<CubeOptions, ITransformer> result) => [.. result.Trials.Select(trial => string.Join(
        ' ', trial.Number, trial.Configuration, string.Join(',', trial.Values), trial.Share, trial.Epochs, trial.Seed, trial.Status, trial.Message,
        string.Join(',', trial.Folds), string.Join(',', trial.Also)))];
}
