// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Concurrent;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class CausalSweepTests
{
    private static readonly SweepOptions<CubeOptions> Settings = SweepExample.Settings;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Table_DoesNotDependOnHowManyTrialsRunAtOnce(bool halving)
    {
        // Trials end in another order than they begin.
        SweepOptions<CubeOptions> slow = Settings with
        {
            Halving = halving ? SweepHalving<CubeOptions>.On(o => o.Epochs) : null,
            RoundSize = 5,
            Objective = new("quadratic", false, (options, _) =>
            {
                Thread.Sleep(options.Seed % 10);
                return SweepExample.Quadratic(options);
            }),
        };

        SweepResult<CubeOptions, ITransformer> one = SweepExample.Run(slow with { ParallelTrials = 1 }), four = SweepExample.Run(slow with { ParallelTrials = 4, Cores = 4 });

        CollectionAssert.AreEqual(SweepExample.Table(one), SweepExample.Table(four));
        Assert.AreEqual(one.Best!.Number, four.Best!.Number);
        CollectionAssert.AreEqual(Enumerable.Range(0, 20).ToArray(), one.Trials.Select(trial => trial.Number).ToArray());
    }

    [TestMethod]
    public void Trials_EachHaveTheirSeedAndTheirShareOfTheCores()
    {
        var threads = new ConcurrentBag<int>();

        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with
        {
            Cores = 6, ParallelTrials = 3, Refit = false,
            Objective = new("quadratic", false, (options, _) =>
            {
                threads.Add(options.Threads);
                return 1;
            }),
        });

        Assert.HasCount(20, result.Trials.Select(trial => trial.Seed).Distinct().ToArray());
        Assert.IsTrue(threads.All(count => count == 2));
        Assert.IsNull(result.BestModel);
    }

    [TestMethod]
    public void FirstTrial_IsThatOfTheBaseOptions()
    {
        SweepResult<CubeOptions, ITransformer> with = SweepExample.Run(Settings), without = SweepExample.Run(Settings with { TryBase = false });

        CollectionAssert.AreEqual(new[] { 0.5, 0.5, 0.5, 0.5, 0.5 }, with.Trials[0].Values.ToArray());
        CollectionAssert.AreNotEqual(with.Trials[0].Values.ToArray(), without.Trials[0].Values.ToArray());
        CollectionAssert.AreEqual(with.Trials[1].Values.ToArray(), without.Trials[0].Values.ToArray());
    }

    [TestMethod]
    public void BestTrial_IsTheOneWithTheBestObjective()
    {
        SweepResult<CubeOptions, ITransformer> low = SweepExample.Run(Settings);
        SweepResult<CubeOptions, ITransformer> high = SweepExample.Run(Settings with { Objective = Settings.Objective with { HigherIsBetter = true } });

        Assert.AreEqual(low.Trials.Min(trial => trial.Objective), low.Best!.Objective);
        Assert.AreEqual(high.Trials.Max(trial => trial.Objective), high.Best!.Objective);
        Assert.AreEqual(low.Best.Values[2], low.BestOptions!.C);
        Assert.IsNotNull(low.BestModel);
        Assert.AreEqual(SweepEnd.Trials, low.End);
    }

    [TestMethod]
    public void FailedTrials_AreRecordedAndDoNotEndTheSweep()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with
        {
            Objective = new("fragile", false, (options, _) => options.A > 0.7 ? throw new InvalidOperationException("A is too large.\nLess.") : options.B > 0.7 ? double.NaN : 1),
        });

        Assert.HasCount(20, result.Trials);
        foreach (SweepTrial trial in result.Trials)
        {
            string? expected = trial.Values[0] > 0.7 ? "A is too large. Less." : trial.Values[1] > 0.7 ? "The objective fragile is NaN." : null;
            Assert.AreEqual((expected, expected is null ? TrialStatus.Succeeded : TrialStatus.Failed), (trial.Message, trial.Status));
        }

        Assert.IsTrue(result.Trials.Any(trial => trial.Values[0] > 0.7) && result.Trials.Any(trial => trial.Message == "The objective fragile is NaN."));
    }

    [TestMethod]
    public void Sweep_WhoseTrialsAllFail_HasNoBest()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with { Trials = 3, Objective = new("never", true, (_, _) => double.NaN) });

        Assert.AreEqual((null, null, null), (result.Best, result.BestOptions, result.BestModel));
        StringAssert.Contains(result.ToMarkdown(), "No trial has succeeded.");
    }

    [TestMethod]
    public void Cancellation_KeepsTheBestSoFar()
    {
        using var source = new CancellationTokenSource();
        var progress = new Listener(report =>
        {
            if (report.Ended == 7)
                source.Cancel();
        });

        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with { ParallelTrials = 1 }, progress, source.Token);

        Assert.AreEqual(SweepEnd.Cancelled, result.End);
        Assert.HasCount(7, result.Trials);
        Assert.AreEqual(result.Trials.Min(trial => trial.Objective), result.Best!.Objective);
        Assert.IsNull(result.BestModel);
    }

    [TestMethod]
    public void TimeLimit_BeginsNoFurtherTrial()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with
        {
            TimeLimit = TimeSpan.FromMilliseconds(200),
            Trials = 1000,
            Objective = new("slow", false, (options, _) =>
            {
                Thread.Sleep(50);
                return options.A;
            }),
        });

        Assert.AreEqual(SweepEnd.Time, result.End);
        Assert.IsLessThan(1000, result.Trials.Count);
    }

    [TestMethod]
    public void Grid_ThatIsThrough_EndsTheSweep()
    {
        SweepSpace<CubeOptions> space = new SweepSpace<CubeOptions>().Uniform(o => o.A, 0, 1).Choice(o => o.Shape, "flat", "valley");

        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with { Tuner = new GridTuner { Points = 3 }, TryBase = false }, space: space);

        Assert.AreEqual(SweepEnd.Exhausted, result.End);
        Assert.HasCount(6, result.Trials);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public void Validation_IsOnUsersThatTheFitHasNotSeen(int folds)
    {
        var mlContext = new MLContext(seed: 1);
        var seen = new ConcurrentDictionary<(int Seed, int Fit), int[]>();
        var judged = new ConcurrentBag<(int Seed, int[] Users)>();
        SweepOptions<CubeOptions> sweep = Settings with
        {
            Trials = 3, Folds = folds, Refit = false, ParallelTrials = 1,
            Objective = new("users", false, (options, scored) =>
            {
                int[] held = [.. scored.GetColumn<int>("User").Distinct()];
                judged.Add((options.Seed, held));
                Assert.IsEmpty(held.Intersect(seen[(options.Seed, judged.Count(at => at.Seed == options.Seed))]));
                return held.Length;
            }),
        };

        SweepResult<CubeOptions, ITransformer> result = mlContext.Causal().Sweep<CubeOptions, ITransformer>(
            (context, options) => new Spy(context, rows => seen[(options.Seed, seen.Keys.Count(key => key.Seed == options.Seed) + 1)] = [.. rows.GetColumn<int>("User").Distinct()]),
            new CubeOptions(), TunerExample.Space, sweep).Execute(SweepExample.Rows(mlContext));

        Assert.IsTrue(result.Trials.All(trial => trial.Status == TrialStatus.Succeeded), result.Trials[0].Message);
        foreach (SweepTrial trial in result.Trials)
        {
            int[] held = [.. judged.Where(at => at.Seed == trial.Seed).SelectMany(at => at.Users)];
            Assert.HasCount(folds, trial.Folds);
            Assert.HasCount(held.Length, held.Distinct().ToArray());
            if (folds > 1)
                Assert.HasCount(20, held, "each user is held out once");
        }
    }

    [TestMethod]
    public void Folds_GiveMeanAndStandardDeviation()
    {
        var trial = new SweepTrial { Number = 0, Configuration = 0, Values = [], Share = 1, Seed = 0, Status = TrialStatus.Succeeded, Seconds = 0, Folds = [1, 2, 6] };

        // Mean 3, deviations −2, −1, 3: variance 14/2.
        Assert.AreEqual((3, Math.Sqrt(7)), (trial.Objective, trial.StandardDeviation));
        Assert.IsTrue(double.IsNaN((trial with { Folds = [1] }).StandardDeviation) && double.IsNaN((trial with { Folds = [] }).Objective));
    }

    [TestMethod]
    public void Progress_TellsEveryTrialAndTheBestSoFar()
    {
        var reports = new List<SweepProgress>();
        var mlContext = new MLContext(seed: 1);
        var log = new List<string>();
        mlContext.Log += (_, e) => log.Add(e.RawMessage);

        mlContext.Causal()
            .Sweep<CubeOptions, ITransformer>((context, _) => context.Transforms.CopyColumns("Copy", "Number"), new CubeOptions(), TunerExample.Space, Settings)
            .Execute(SweepExample.Rows(mlContext), new Listener(reports.Add));

        Assert.HasCount(20, reports);
        CollectionAssert.AreEqual(Enumerable.Range(1, 20).ToArray(), reports.Select(report => report.Ended).ToArray());
        double best = double.PositiveInfinity;
        foreach (SweepProgress report in reports)
            Assert.AreEqual(best = Math.Min(best, report.Trial.Objective), report.Best!.Objective);
        CollectionAssert.IsSubsetOf(reports.Select(report => report.ToString()).ToArray(), log);
        StringAssert.Matches(reports[3].ToString(), new(@"^4 of 20: trial \d quadratic -?\d\.\d+, \d+\.\d s; best -?\d\.\d+ in trial \d$"));
    }

    [TestMethod]
    public void Settings_OutOfRange_AreRefused()
    {
        (string Message, SweepOptions<CubeOptions> Settings)[] wrong =
        [
            ("SweepOptions.Trials must be at least 1.", Settings with { Trials = 0 }),
            ("SweepOptions.RoundSize must be at least 1.", Settings with { RoundSize = 0 }),
            ("SweepOptions.Folds must be at least 1.", Settings with { Folds = 0 }),
            ("SweepOptions.ParallelTrials must be at least 1.", Settings with { ParallelTrials = 0 }),
            ("SweepOptions.Cores must be at least 1.", Settings with { Cores = 0 }),
            ("SweepOptions.MemoryLimitMegabytes must be at least 1.", Settings with { MemoryLimitMegabytes = 0 }),
            ("SweepOptions.ValidationFraction must be in (0, 1).", Settings with { ValidationFraction = double.NaN }),
            ("SweepOptions.TimeLimit must be greater than 0, or null.", Settings with { TimeLimit = TimeSpan.Zero }),
            ("SweepHalving.Factor must be at least 2.", Settings with { Halving = SweepHalving<CubeOptions>.On(o => o.Epochs) with { Factor = 1 } }),
            ("SweepHalving.SmallestShare must be greater than 0 and at most 1.", Settings with { Halving = SweepHalving<CubeOptions>.On(o => o.Epochs) with { SmallestShare = 0 } }),
            ("Two objectives of a sweep are called 'quadratic'", Settings with { Also = [Settings.Objective] }),
        ];

        foreach ((string message, SweepOptions<CubeOptions> settings) in wrong)
            StringAssert.StartsWith(Assert.Throws<ArgumentException>(() => SweepExample.Run(settings)).Message, message);
        StringAssert.StartsWith(Assert.Throws<ArgumentException>(() => SweepExample.Run(Settings, space: new())).Message, "The space is empty.");
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => SweepExample.Run(Settings with { SplitColumnName = "Nobody" })).Message, "Could not find split column 'Nobody'.");
    }

    private sealed class Listener(Action<SweepProgress> hear) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => hear(value);
    }

    /// <summary>Shows the rows that it is fitted on.</summary>
    private sealed class Spy(MLContext mlContext, Action<IDataView> see) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            see(input);
            return mlContext.Transforms.CopyColumns("Copy", "Number").Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
