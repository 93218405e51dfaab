// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

/// <summary>Objectives on scored rows that are written by hand.</summary>
[TestClass]
public class SweepObjectiveTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private sealed class Coupon
    {
        public bool Treatment { get; set; }

        public float Intensity { get; set; }

        public bool Label { get; set; }

        public float BaseProbability { get; set; }

        public float TreatedProbability { get; set; }

        public float UnitUplift { get; set; }

        public float TrueUnitUplift { get; set; }
    }

    private sealed class Journey
    {
        public bool Label { get; set; }

        public float ObservedProbability { get; set; }

        public float[] Uplift { get; set; } = [];

        public float[] Exact { get; set; } = [];

        public float[] TrueUplift { get; set; } = [];
    }

    private IDataView Coupons() => _mlContext.Data.LoadFromEnumerable((Coupon[])
    [
        new() { Label = true, BaseProbability = 0.5f, TreatedProbability = 0.9f, UnitUplift = 0.1f, TrueUnitUplift = 0.2f },
        new() { Label = false, BaseProbability = 0.25f, TreatedProbability = 0.9f, UnitUplift = 0.3f, TrueUnitUplift = 0.1f },
        new() { Treatment = true, Intensity = 2, Label = true, BaseProbability = 0.1f, TreatedProbability = 0.8f, UnitUplift = 0.2f, TrueUnitUplift = 0.3f },
        new() { Treatment = true, Intensity = 1, Label = false, BaseProbability = 0.1f, TreatedProbability = 0.4f, UnitUplift = 0.4f, TrueUnitUplift = 0.4f },
    ]);

    [TestMethod]
    public void UniMvt_Objectives_AreTheMetricsOfTheRightRows()
    {
        IDataView scored = Coupons();
        var options = new UniMvtOptions { ScoreAtOwnIntensity = true };

        // By hand, on the two controls: −(ln .5 + ln .75)/2; all four: −(ln .5 + ln .75 + ln .8 + ln .6)/4.
        Assert.AreEqual(-(Math.Log(0.5) + Math.Log(0.75)) / 2, UniMvtObjectives.BaseLogLoss.Compute(options, scored), 1e-12);
        Assert.AreEqual(1, UniMvtObjectives.BaseAuc.Compute(options, scored));
        // Probabilities are floats: .8 and .4 are off by 1e-8.
        Assert.AreEqual(-(Math.Log(0.5) + Math.Log(0.75) + Math.Log(0.8) + Math.Log(0.6)) / 4, UniMvtObjectives.OutcomeLogLoss.Compute(options, scored), 1e-7);
        // Positives .5 and .8, negatives .25 and .4: all four pairs are in order.
        Assert.AreEqual(1, UniMvtObjectives.OutcomeAuc.Compute(options, scored));
        Assert.AreEqual(
            CumulativeSlope.Compute<float>([0.1f, 0.3f, 0.2f, 0.4f], [0, 0, 2, 1], [1, 0, 1, 0]).CsQiniPerRow, UniMvtObjectives.CsQini.Compute(options, scored));
        Assert.AreEqual(
            NoiseFreeCsQini.Compute<float>([0.1f, 0.3f, 0.2f, 0.4f], [0.2f, 0.1f, 0.3f, 0.4f]), UniMvtObjectives.Q().Compute(options, scored));
    }

    [TestMethod]
    public void UniMvt_OutcomeObjectives_NeedTheOwnIntensity() => StringAssert.StartsWith(
        Assert.Throws<InvalidOperationException>(() => UniMvtObjectives.OutcomeAuc.Compute(new(), Coupons())).Message,
        "The outcome of a row is that at its own intensity; set UniMvtOptions.ScoreAtOwnIntensity");

    [TestMethod]
    public void AlmMta_Objectives_AreTheMetricsOfTheTouches()
    {
        // The first touch of the second row is too long ago for the model.
        IDataView scored = _mlContext.Data.LoadFromEnumerable((Journey[])
        [
            new() { Label = true, ObservedProbability = 0.75f, Uplift = [0.3f, 0.1f, 0.2f], Exact = [0, 0, 1], TrueUplift = [0.2f, 0.1f, 0.3f] },
            new() { Label = false, ObservedProbability = 0.5f, Uplift = [float.NaN, 0.4f, 0.1f], Exact = [0, 1, 0], TrueUplift = [0.9f, 0.4f, 0.1f] },
            new() { Label = false, ObservedProbability = 0.5f, Uplift = [], Exact = [], TrueUplift = [] },
        ]);
        var options = new AlmMtaOptions { ExactMatchColumnName = "Exact" };

        Assert.AreEqual(-(Math.Log(0.75) + 2 * Math.Log(0.5)) / 3, AlmMtaObjectives.OutcomeLogLoss.Compute(options, scored), 1e-12);
        Assert.AreEqual(1, AlmMtaObjectives.OutcomeAuc.Compute(options, scored));
        // First row: the match beats one of two; second: it beats the other one. Mean of ½ and 1.
        Assert.AreEqual(0.75, AlmMtaObjectives.MatchAuc().Compute(options, scored));
        Assert.AreEqual(0.75, AlmMtaObjectives.MatchAuc("Exact").Compute(new(), scored));
        // First row: ranks 3 1 2 against 2 1 3, correlation ½; second: 1.
        Assert.AreEqual(0.75, AlmMtaObjectives.TrueSpearman().Compute(options, scored), 1e-12);
        // Errors .1, 0, −.1, 0, 0, of floats.
        Assert.AreEqual(Math.Sqrt(0.02 / 5), AlmMtaObjectives.TruePehe().Compute(options, scored), 1e-8);
        StringAssert.StartsWith(
            Assert.Throws<InvalidOperationException>(() => AlmMtaObjectives.MatchAuc().Compute(new(), scored)).Message, "The in-row match AUC needs exact matches;");
    }

    [TestMethod]
    public void Named_FindsEachByItsName_AndListsThemOtherwise()
    {
        foreach (string name in (string[])["base-log-loss", "base-auc", "outcome-log-loss", "outcome-auc", "cs-qini", "q"])
            Assert.AreEqual(name, UniMvtObjectives.Named(name).Name);
        foreach (string name in (string[])["outcome-log-loss", "outcome-auc", "match-auc", "true-spearman", "true-pehe"])
            Assert.AreEqual(name, AlmMtaObjectives.Named(name).Name);
        StringAssert.StartsWith(
            Assert.Throws<ArgumentException>(() => AlmMtaObjectives.Named("auc")).Message,
            "There is no objective 'auc'; take one of outcome-log-loss, outcome-auc, match-auc, true-spearman, true-pehe.");
        Assert.IsFalse(AlmMtaObjectives.OutcomeAuc.IsValidityCheck || UniMvtObjectives.BaseLogLoss.IsValidityCheck);
        Assert.IsTrue(AlmMtaObjectives.MatchAuc().IsValidityCheck);
    }
}
