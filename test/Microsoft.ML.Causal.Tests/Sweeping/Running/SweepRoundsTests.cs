// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class SweepRoundsTests
{
    private static readonly SweepOptions<CubeOptions> Settings = SweepExample.Settings with
    {
        Halving = SweepHalving<CubeOptions>.On(o => o.Epochs), Tuner = new RandomTuner(), Trials = 22,
    };

    [TestMethod]
    public void Halving_RunsTheBracketsOfHyperband()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings);

        // η = 3, S = 2: ⌈3/3·9⌉ = 9 at 1/9, then 3, 1; ⌈3/2·3⌉ = 5 at 1/3, then 1; ⌈3/1·1⌉ = 3 at 1.
        int[] epochs = [.. Enumerable.Repeat(3, 9), 9, 9, 9, 27, .. Enumerable.Repeat(9, 5), 27, 27, 27, 27];
        CollectionAssert.AreEqual(epochs, result.Trials.Select(trial => trial.Epochs!.Value).ToArray());
        CollectionAssert.AreEqual(epochs.Select(count => count / 27.0).ToArray(), result.Trials.Select(trial => trial.Share).ToArray());
        Assert.HasCount(17, result.Trials.Select(trial => trial.Configuration).Distinct().ToArray());
    }

    [TestMethod]
    public void Halving_GivesAllEpochsToTheBest()
    {
        // What a few epochs show is blurred, but not so much that the best of nine falls under the best third.
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with
        {
            Trials = 13,
            Objective = new("learning", false, (options, _) => TunerExample.Quadratic([options.A, options.B, options.C, options.D, options.E]) + 1.0 / options.Epochs),
        });

        SweepTrial[] first = [.. result.Trials.Take(9).OrderBy(trial => trial.Objective)], second = [.. result.Trials.Skip(9).Take(3)];
        CollectionAssert.AreEqual(first.Take(3).Select(trial => trial.Configuration).ToArray(), second.Select(trial => trial.Configuration).ToArray());
        Assert.AreEqual(first[0].Configuration, result.Trials[12].Configuration);
        Assert.AreEqual(result.Trials[12], result.Best);
        // The same options, but a seed of their own.
        CollectionAssert.AreEqual(first[0].Values.ToArray(), result.Best!.Values.ToArray());
        Assert.AreNotEqual(first[0].Seed, result.Best.Seed);
    }

    [TestMethod]
    public void Best_IsAmongThoseWithMostEpochs()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with { Objective = new("epochs are bad", false, (options, _) => options.Epochs + options.A) });

        Assert.AreEqual(1, result.Best!.Share);
        Assert.AreEqual(27, result.Best.Epochs);
    }

    [TestMethod]
    public void FailedTrials_DoNotGoOn()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(Settings with
        {
            Objective = new("fragile", false, (options, _) => options.A < 0.5 ? double.NaN : options.A),
        });

        Assert.IsTrue(result.Trials.Take(9).Any(trial => trial.Status == TrialStatus.Failed));
        HashSet<int> failed = [.. result.Trials.Where(trial => trial.Status == TrialStatus.Failed).Select(trial => trial.Configuration)];
        Assert.IsTrue(result.Trials.GroupBy(trial => trial.Configuration).All(trials => trials.Count() == 1 || !failed.Contains(trials.Key)));
    }

    [TestMethod]
    public void Brackets_CanBeLimitedToTheFirst()
    {
        SweepResult<CubeOptions, ITransformer> result = SweepExample.Run(
            Settings with { Trials = 26, Halving = Settings.Halving! with { Brackets = 1 } });

        CollectionAssert.AreEqual(
            (int[])[.. Enumerable.Repeat(3, 9), 9, 9, 9, 27, .. Enumerable.Repeat(3, 9), 9, 9, 9, 27], result.Trials.Select(trial => trial.Epochs!.Value).ToArray());
    }

    [TestMethod]
    public void Scale_OfStages_KeepsEachAtLeastAtOne()
    {
        var halving = SweepHalving<CubeOptions>.On(o => o.Stages);

        CubeOptions scaled = halving.Scale(new CubeOptions(), 1.0 / 9);

        CollectionAssert.AreEqual(new[] { 1, 1, 2 }, scaled.Stages.ToArray());
        Assert.AreEqual(4, halving.Count(scaled));
        Assert.AreEqual("Stages", halving.Name);
        Assert.AreEqual(3, SweepHalving<AlmMtaOptions>.On(o => o.CoreEpochs, o => o.OutcomeEpochs).Scale(new() { CoreEpochs = 9 }, 1.0 / 3).CoreEpochs);
    }

    [TestMethod]
    public void Tuner_LearnsFromTheLargestShareWithEnoughTrials()
    {
        SweepTrial[] Trials(params (double Share, int Count)[] levels) => [.. levels.SelectMany(level => Enumerable.Range(0, level.Count).Select(i => new SweepTrial
        {
            Number = i, Configuration = i, Values = [], Share = level.Share, Seed = 0, Status = TrialStatus.Succeeded, Seconds = 0,
        }))];

        // Two dimensions want six trials.
        Assert.AreEqual(1, TrialLevels.Largest(Trials((0.1, 20), (0.3, 8), (1, 6)), 2)[0].Share);
        Assert.AreEqual(0.3, TrialLevels.Largest(Trials((0.1, 20), (0.3, 8), (1, 5)), 2)[0].Share);
        Assert.AreEqual(0.1, TrialLevels.Largest(Trials((0.1, 5), (0.3, 4), (1, 3)), 2)[0].Share);
        Assert.IsEmpty(TrialLevels.Largest([], 2));
    }
}
