// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.AutoML;
using Microsoft.ML.Causal.Samples;
using Microsoft.ML.Causal.Tests.Sweeping;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AutoML;

[TestClass]
public class CausalTrialRunnerTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly SweepSpace<CubeOptions> _space = TunerExample.Space;

    [TestMethod]
    public void Experiment_FindsTheTrialOfTheLeastLoss()
    {
        var seen = new List<(CubeOptions Options, double Metric)>();
        var objective = new SweepObjective<CubeOptions>("height", true, (options, _) =>
        {
            seen.Add((options, 1 - SweepExample.Quadratic(options)));
            return seen[^1].Metric;
        });

        TrialResult best = Experiment(objective).SetMaxModelToExplore(10).Run();

        Assert.HasCount(10, seen);
        (CubeOptions options, double metric) = seen.MaxBy(trial => trial.Metric);
        Assert.AreEqual((metric, -metric), (best.Metric, best.Loss));
        Assert.AreEqual(options with { Seed = 0, Threads = 0 }, best.Options(_space, new CubeOptions { Stages = options.Stages }));
        Assert.HasCount(10, seen.Select(trial => trial.Options.Seed).Distinct().ToArray());
        Assert.IsNotNull(best.Model);
    }

    [TestMethod]
    public async Task Trial_HasTheSameSeedEachTime()
    {
        var seeds = new List<int>();
        using CausalTrialRunner<CubeOptions, ITransformer> runner = Runner(new("seed", false, (options, _) =>
        {
            seeds.Add(options.Seed);
            return 1;
        }));

        await runner.RunAsync(Settings(3), CancellationToken.None);
        await runner.RunAsync(Settings(4), CancellationToken.None);
        await runner.RunAsync(Settings(3), CancellationToken.None);

        Assert.AreEqual(seeds[0], seeds[2]);
        Assert.AreNotEqual(seeds[0], seeds[1]);
    }

    [TestMethod]
    public async Task Trial_WithoutANumber_Fails()
    {
        using CausalTrialRunner<CubeOptions, ITransformer> runner = Runner(new("nothing", false, (_, _) => double.NaN));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(Settings(0), CancellationToken.None));

        Assert.AreEqual("The objective nothing is NaN.", error.Message);
    }

    [TestMethod]
    public async Task Trial_ThatIsCancelled_HasNoResult()
    {
        using var source = new CancellationTokenSource();
        using var runner = new CausalTrialRunner<CubeOptions, ITransformer>(
            (context, _) =>
            {
                source.Cancel();
                return context.Transforms.CopyColumns("Copy", "Number");
            }, new CubeOptions(), _space, new("never", false, (_, _) => 1), SweepExample.Rows(_mlContext), SweepExample.Rows(_mlContext), "key", 0);

        await Assert.ThrowsAsync<OperationCanceledException>(() => runner.RunAsync(Settings(0), source.Token));
    }

    [TestMethod]
    public void Sample_SearchesTheLossWeightsOfUniMvt()
    {
        var output = new StringWriter();

        (UniMvtOptions options, double loss) = AutoMLSweep.Run(rows: 1000, trials: 2, output);

        Assert.IsTrue(double.IsFinite(loss) && options.CrossWeight is >= 0.125 and <= 8);
        StringAssert.Contains(output.ToString(), "trial 1: log-loss ");
        StringAssert.Contains(output.ToString(), "best: loss ");
    }

    private AutoMLExperiment Experiment(SweepObjective<CubeOptions> objective) => _mlContext.Auto().CreateExperiment()
        .SetCausalTrials<CubeOptions, ITransformer>(
            (context, _) => context.Transforms.CopyColumns("Copy", "Number"), new CubeOptions(), _space, objective, SweepExample.Rows(_mlContext), SweepExample.Rows(_mlContext))
        .SetRandomSearchTuner(seed: 1);

    private CausalTrialRunner<CubeOptions, ITransformer> Runner(SweepObjective<CubeOptions> objective) => new(
        (context, _) => context.Transforms.CopyColumns("Copy", "Number"), new CubeOptions(), _space, objective, SweepExample.Rows(_mlContext), SweepExample.Rows(_mlContext), "key", 7);

    private TrialSettings Settings(int id)
    {
        var settings = new TrialSettings { TrialId = id, Parameter = SearchSpace.Parameter.CreateNestedParameter() };
        settings.Parameter["key"] = _space.ToSearchSpace(new CubeOptions()).SampleFromFeatureSpace([0.1, 0.2, 0.3, 0.4, 0.5]);
        return settings;
    }
}
