// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class ImportanceAnalysisTests
{
    [TestMethod]
    public void Importance_OfAnAdditiveFunction_IsTheShareOfEachTerm()
    {
        // Variance of c·u is c²/12: shares 16/21, 4/21, 1/21, 0, 0.
        (SweepImportance[] shares, double explained) = Of(TunerExample.Space.Dimensions, x => 4 * x[0] + 2 * x[1] + x[2]);

        // 60 points and 2048 samples: measured within .02.
        foreach ((double expected, SweepImportance share) in ((double[])[16.0 / 21, 4.0 / 21, 1.0 / 21, 0, 0]).Zip(shares))
        {
            Assert.AreEqual(expected, share.Main, 0.04, share.Name);
            Assert.AreEqual(expected, share.Total, 0.04, share.Name);
        }

        Assert.IsGreaterThan(0.95, explained);
    }

    [TestMethod]
    public void Importance_OfAnInteraction_IsInTheTotalsAlone()
    {
        // (u − ½)(v − ½) has no main effects, and all of its variance needs both.
        (SweepImportance[] shares, _) = Of(TunerExample.Space.Dimensions, x => (x[0] - 0.5) * (x[1] - 0.5));

        Assert.IsLessThan(0.1, Math.Max(shares[0].Main, shares[1].Main));
        Assert.IsGreaterThan(0.85, Math.Min(shares[0].Total, shares[1].Total));
        Assert.IsLessThan(0.1, shares[2..].Max(share => share.Total));
    }

    [TestMethod]
    public void Importance_OfChoicesAndTheirChildren_CountsThemWhereTheyAreActive()
    {
        SweepSpace<CubeOptions> space = new SweepSpace<CubeOptions>()
            .Choice(o => o.Shape, "flat", "slope").When(o => o.Shape, "slope", then => then.Uniform(o => o.A, 0, 1)).Uniform(o => o.B, 0, 1);

        (SweepImportance[] shares, double explained) = Of(space.Dimensions, x => x[0] == 0 ? 0 : 1 + x[1]);

        // f is 0 or 1 + u: variance of the choice's means, 0 and 3/2, is 9/16; that of u, in half of the space, 1/24.
        Assert.AreEqual(9.0 / 16 / (9.0 / 16 + 1.0 / 24), shares[0].Main, 0.04);
        Assert.AreEqual(1.0 / 24 / (9.0 / 16 + 1.0 / 24), shares[1].Total, 0.04);
        Assert.AreEqual(0, shares[2].Total, 0.04);
        Assert.IsGreaterThan(0.95, explained);
    }

    [TestMethod]
    public void OneExplosion_DoesNotHideTheRest()
    {
        int call = 0;

        (SweepImportance[] shares, _) = Of(TunerExample.Space.Dimensions, x => ++call == 7 ? 1e6 : 4 * x[0] + 2 * x[1] + x[2]);

        Assert.IsGreaterThan(0.6, shares[0].Total);
        Assert.IsLessThan(0.15, shares[3].Total);
    }

    [TestMethod]
    public void ExplainedShare_OfNoise_IsNone()
    {
        var noise = new RandomStream(1, "noise");

        (_, double explained) = Of(TunerExample.Space.Dimensions, _ => noise.NextGaussian());

        Assert.IsLessThan(0.2, explained);
    }

    [TestMethod]
    public void Importance_OfTooFewTrialsOrNoVariation_IsNone()
    {
        Assert.IsEmpty(Of(TunerExample.Space.Dimensions, x => x[0], trials: 11).Shares);
        Assert.HasCount(5, Of(TunerExample.Space.Dimensions, x => x[0], trials: 12).Shares);
        Assert.IsEmpty(Of(TunerExample.Space.Dimensions, _ => 1).Shares);
        Assert.IsTrue(double.IsNaN(Of(TunerExample.Space.Dimensions, _ => 1).Explained));
    }

    private static (SweepImportance[] Shares, double Explained) Of(IReadOnlyList<SweepDimension> dimensions, Func<double[], double> function, int trials = 60)
    {
        SweepTrial[] seen = [.. TunerExample.Minimise(new RandomTuner(), dimensions, function, trials, seed: 1, round: 1).Select((trial, i) => new SweepTrial
        {
            Number = i, Configuration = i, Values = SweepPoints.Values(dimensions, trial.Point), Share = 1, Seed = 0, Seconds = 0, Status = TrialStatus.Succeeded,
            Folds = [trial.Loss],
        })];
        (IReadOnlyList<SweepImportance> shares, double explained) = ImportanceAnalysis.Of(dimensions, seen, trial => trial.Objective);
        return ([.. shares], explained);
    }
}
