// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class UpliftCurveTests
{
    [TestMethod]
    public void Normalised_OfExamples_MatchesScikitUplift()
    {
        (UpliftExample Example, double Auuc, double Qini, double QiniNoHarm)[] cases =
        [
            (UpliftExample.A, .7838541667, .6441441441, 2.6481481481),
            (UpliftExample.B, .1243386243, .2037037037, .7857142857),
        ];
        foreach ((UpliftExample example, double auuc, double qini, double qiniNoHarm) in cases)
        {
            UpliftCurveMetrics metrics = Compute(example);
            Assert.AreEqual(auuc, metrics.Auuc.Normalised, UpliftExample.Printed);
            Assert.AreEqual(qini, metrics.Qini.Normalised, UpliftExample.Printed);
            UpliftCurveMetrics noHarm = Compute(example, new() { NegativeEffects = false });
            Assert.AreEqual(qiniNoHarm, noHarm.Qini.Normalised, UpliftExample.Printed);
        }
    }

    [TestMethod]
    public void Normalised_OfEdgeCases_MatchesScikitUplift()
    {
        (string Name, UpliftExample Example, double Auuc, double Qini)[] cases =
        [
            ("constant score", UpliftExample.A with { Score = new double[10] }, 0, 0),
            ("no average effect", UpliftExample.NoEffect, 1, 1),
            ("negative effect", UpliftExample.NegativeEffect, -.0995370370, -.1767676768),
            ("A reversed", UpliftExample.A.ScoreReversed, -.82421875, -.5099099099),
        ];
        foreach ((string name, UpliftExample example, double auuc, double qini) in cases)
        {
            UpliftCurveMetrics metrics = Compute(example);
            Assert.AreEqual(auuc, metrics.Auuc.Normalised, UpliftExample.Printed, name);
            Assert.AreEqual(qini, metrics.Qini.Normalised, UpliftExample.Printed, name);
        }

        Assert.AreEqual(.2252525253, Compute(UpliftExample.NegativeEffect.ScoreReversed).Qini.Normalised, UpliftExample.Printed);
    }

    [TestMethod]
    public void Curve_OfExamples_HoldsGainAndQini()
    {
        double[] gain = [1, 2, 3, 4, 5, 4, 2.916667, 4, 3.15, 2], qini = [1, 1, 2, 2, 3, 2, 1.666667, 2, 1.75, 1];
        UpliftCurveMetrics a = Compute(UpliftExample.A);
        Assert.HasCount(10, a.Curve);
        for (int k = 0; k < 10; k++)
        {
            // Printed with six decimals.
            Assert.AreEqual(gain[k], a.Curve[k].Gain, 5e-7, $"gain at {k + 1}");
            Assert.AreEqual(qini[k], a.Curve[k].Qini, 5e-7, $"qini at {k + 1}");
        }

        UpliftCurveMetrics b = Compute(UpliftExample.B);
        CollectionAssert.AreEqual(new[] { .25, .625, .875, 1 }, b.Curve.Select(point => point.Share).ToArray());
        double[] grouped = [1, .833333, 2.916667, 2];
        for (int k = 0; k < 4; k++)
            Assert.AreEqual(grouped[k], b.Curve[k].Gain, 5e-7);
    }

    [TestMethod]
    public void Areas_OfA_AreRawPerRowAndAgainstRandom()
    {
        UpliftCurveMetrics metrics = Compute(UpliftExample.A);

        // By hand from the printed curves: trapezoids of the gain 30.0666667/10, of its perfect curve (3,6),(6,6),(8,4.8),(10,2) 35.6/10.
        Assert.AreEqual(3.00666666667, metrics.Auuc.Area, 1e-9);
        Assert.AreEqual(1, metrics.Auuc.Random, 1e-12);
        Assert.AreEqual(3.56, metrics.Auuc.Perfect, 1e-12);
        Assert.AreEqual(.300666666667, metrics.Auuc.AreaPerRow, 1e-9);
        Assert.AreEqual(1.19166666667, metrics.Qini.AboveRandom, 1e-9);
        Assert.AreEqual(.119166666667, metrics.Qini.AboveRandomPerRow, 1e-9);
        // Perfect Qini (3,3),(8,3),(10,1): 4.5 + 15 + 4.
        Assert.AreEqual(2.35, metrics.Qini.Perfect, 1e-12);
        Assert.AreEqual(.2, metrics.AverageEffect, 1e-12);
    }

    [TestMethod]
    public void Areas_WithEqualScores_DoNotDependOnRowOrder()
    {
        UpliftCurveMetrics expected = Compute(UpliftExample.B), actual = Compute(UpliftExample.B.InRows([4, 6, 1, 0, 7, 5, 3, 2]));
        Assert.AreEqual(expected.Auuc.Area, actual.Auuc.Area, 1e-14);
        Assert.AreEqual(expected.Qini.Area, actual.Qini.Area, 1e-14);
    }

    [TestMethod]
    public void Areas_WithOneArm_AreUndefinedWithReason()
    {
        UpliftCurveMetrics metrics = Compute(UpliftExample.A with { Treatment = [.. Enumerable.Repeat(true, 10)] });

        Assert.IsTrue(double.IsNaN(metrics.Auuc.Area) && double.IsNaN(metrics.Qini.Normalised));
        StringAssert.Contains(metrics.Reason, "needs both arms; all 10 rows are treated");
    }

    [TestMethod]
    public void Normalised_WhereNothingCanBeRanked_IsUndefinedWithReason()
    {
        UpliftCurveMetrics metrics = Compute(UpliftExample.A with { Outcome = new double[10] });

        Assert.AreEqual(0, metrics.Qini.AboveRandom);
        Assert.IsTrue(double.IsNaN(metrics.Qini.Normalised));
        StringAssert.Contains(metrics.Qini.Reason, "no better than a random one");
    }

    [TestMethod]
    public void Normalised_OfAContinuousOutcome_IsUndefinedButAreasAreNot()
    {
        UpliftCurveMetrics metrics = Compute(UpliftExample.A with { Outcome = [3.5, 0, 2, 0, 1, 1, 0, 0, 0, 1] });

        Assert.IsTrue(double.IsFinite(metrics.Qini.AboveRandom) && double.IsNaN(metrics.Qini.Normalised));
        StringAssert.Contains(metrics.Qini.Reason, "0 or 1");
    }

    [TestMethod]
    public void Areas_WithIntegerWeights_EqualThoseOfRepeatedRows()
    {
        UpliftExample a = UpliftExample.A;
        double[] weight = [1, 2, 3, 1, 2, 1, 1, 2, 1, 1];
        UpliftCurveMetrics weighted = UpliftCurve.Compute<double>(a.Score, a.Treatment, a.Outcome, weight);
        UpliftCurveMetrics copies = Compute(a.InRows([.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat(i, (int)weight[i]))]));

        Assert.AreEqual(copies.Auuc.Normalised, weighted.Auuc.Normalised, 1e-12);
        Assert.AreEqual(copies.Qini.Normalised, weighted.Qini.Normalised, 1e-12);
    }

    [TestMethod]
    public void Resampling_OfAnInformativeScore_LiesAboveRandom()
    {
        Random random = new(11);
        int n = 2000;
        float[] score = new float[n], outcome = new float[n];
        bool[] treatment = new bool[n];
        for (int i = 0; i < n; i++)
        {
            score[i] = random.NextSingle();
            treatment[i] = random.Next(2) == 1;
            outcome[i] = random.NextDouble() < 0.1 + (treatment[i] ? 0.4 * score[i] : 0) ? 1 : 0;
        }

        UpliftCurveOptions options = new() { BootstrapDraws = 50, PermutationDraws = 50, Seed = 1 };
        UpliftCurveMetrics metrics = UpliftCurve.Compute<float>(score, treatment, outcome, options: options);
        UpliftCurveMetrics again = UpliftCurve.Compute<float>(score, treatment, outcome, options: options);

        Assert.IsGreaterThan(0, metrics.QiniInterval!.Lower);
        Assert.IsTrue(metrics.QiniInterval.Contains(metrics.Qini.AboveRandom));
        Assert.IsGreaterThan(metrics.QiniPermutation!.Mean + 4 * metrics.QiniPermutation.StandardDeviation, metrics.Qini.AboveRandom);
        Assert.AreEqual(metrics.QiniInterval, again.QiniInterval);
        Assert.AreEqual(metrics.QiniPermutation, again.QiniPermutation);
    }

    private static UpliftCurveMetrics Compute(UpliftExample example, UpliftCurveOptions? options = null) =>
        UpliftCurve.Compute<double>(example.Score, example.Treatment, example.Outcome, options: options);
}
