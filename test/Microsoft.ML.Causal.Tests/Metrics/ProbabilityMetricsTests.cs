// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class ProbabilityMetricsTests
{
    private static readonly double[] _probability = [.9, .6, .6, .2];
    private static readonly bool[] _label = [true, true, false, false];

    [TestMethod]
    public void Auc_WithATieAcrossClasses_CountsItHalf()
    {
        // Pairs (.9,.6) (.9,.2) (.6,.2) right, (.6,.6) half.
        Assert.AreEqual(3.5 / 4, AreaUnderRocCurve.Compute<double>(_probability, _label), 1e-15);
        // Weight 3 on the tied positive: (1·1 + 1·1 + 3·1 + 3·½)/(4·2).
        Assert.AreEqual(6.5 / 8, AreaUnderRocCurve.Compute<double>(_probability, _label, [1, 3, 1, 1]), 1e-15);
    }

    [TestMethod]
    public void Auc_AgainstAllPairs_Agrees()
    {
        Random random = new(8);
        float[] score = new float[200];
        bool[] label = new bool[200];
        for (int i = 0; i < 200; i++)
            (score[i], label[i]) = (random.Next(20), random.Next(3) == 0);

        double right = 0, pairs = 0;
        for (int i = 0; i < 200; i++)
        {
            for (int j = 0; j < 200; j++)
            {
                if (!label[i] || label[j])
                    continue;
                right += score[i] > score[j] ? 1 : score[i] == score[j] ? .5 : 0;
                pairs++;
            }
        }

        Assert.AreEqual(right / pairs, AreaUnderRocCurve.Compute<float>(score, label), 1e-13);
    }

    [TestMethod]
    public void Auc_OfOneClass_IsUndefined() =>
        Assert.IsTrue(double.IsNaN(AreaUnderRocCurve.Compute<double>([.1, .2], [true, true])));

    [TestMethod]
    public void LogLoss_OfFourRows_MatchesHandCalculation()
    {
        double expected = -(Math.Log(.9) + Math.Log(.6) + Math.Log(.4) + Math.Log(.8)) / 4;
        Assert.AreEqual(expected, LogLoss.Compute<double>(_probability, _label), 1e-15);
        double weighted = -(Math.Log(.9) + 2 * Math.Log(.6) + Math.Log(.8)) / 4;
        Assert.AreEqual(weighted, LogLoss.Compute<double>(_probability, _label, [1, 2, 0, 1]), 1e-15);
    }

    [TestMethod]
    public void LogLoss_OfACertainMistake_IsInfiniteUnlessClipped()
    {
        Assert.AreEqual(double.PositiveInfinity, LogLoss.Compute<double>([0, 1], [true, true]));
        Assert.AreEqual(-(Math.Log(.01) + Math.Log(.99)) / 2, LogLoss.Compute<double>([0, 1], [true, true], clip: .01), 1e-15);
        Assert.AreEqual(0, LogLoss.Compute<double>([0, 1], [false, true]));
        // 1 − 1e-18 rounds to 1: without care the loss of 1e-18 would vanish.
        Assert.AreEqual(1e-18, LogLoss.Compute<double>([1e-18], [false]), 1e-30);
    }

    [TestMethod]
    public void LogLoss_OfAProbabilityOutOfRange_IsRefused()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => LogLoss.Compute<double>([.2, 1.5], [true, false]));
        StringAssert.Contains(error.Message, "'probability' must hold probabilities, in [0, 1]; element 1 of 2 lies outside.");
    }

    [TestMethod]
    public void Brier_OfFourRows_MatchesHandCalculation() =>
        Assert.AreEqual((.01 + .16 + .36 + .04) / 4, BrierScore.Compute<double>(_probability, _label), 1e-15);

    [TestMethod]
    public void CalibrationError_OfEqualWidthBins_MatchesHandCalculation()
    {
        // Bins [0,.5) with .2 against 0, and [.5,1] with mean .7 against 2/3.
        CalibrationMetrics metrics = CalibrationError.Compute<double>(_probability, _label, bins: 2);
        Assert.HasCount(2, metrics.Bins);
        Assert.AreEqual(.25 * .2 + .75 * (.7 - 2.0 / 3), metrics.Expected, 1e-15);
        Assert.AreEqual(.2, metrics.Maximum, 1e-15);
        Assert.AreEqual(3, metrics.Bins[1].Rows);
    }

    [TestMethod]
    public void CalibrationError_OfEqualMassBins_KeepsEqualPredictionsTogether()
    {
        CalibrationMetrics metrics = CalibrationError.Compute<double>(_probability, _label, bins: 2, CalibrationBinning.EqualMass);
        // The middle of the pair at .6 falls on the border, into the upper bin.
        CollectionAssert.AreEqual(new[] { 1, 3 }, metrics.Bins.Select(bin => bin.Rows).ToArray());

        double[] spread = [.1, .2, .3, .4, .5, .6];
        bool[] label = [false, false, true, false, true, true];
        CalibrationMetrics thirds = CalibrationError.Compute<double>(spread, label, bins: 3, CalibrationBinning.EqualMass);
        Assert.AreEqual((.15 + (.5 - .35) + (1 - .55)) / 3, thirds.Expected, 1e-15);
        Assert.AreEqual(.45, thirds.Maximum, 1e-15);
    }

    [TestMethod]
    public void CalibrationLine_OfADistortedModel_RecoversTheDistortion()
    {
        // Labels drawn from σ(.5 + .7 z) while the model says σ(z): the fit must find both within sampling error (sd about .01 and .01).
        Random random = new(4);
        int n = 50_000;
        double[] probability = new double[n];
        bool[] label = new bool[n];
        for (int i = 0; i < n; i++)
        {
            double z = 4 * random.NextDouble() - 2;
            probability[i] = 1 / (1 + Math.Exp(-z));
            label[i] = random.NextDouble() < 1 / (1 + Math.Exp(-(.5 + .7 * z)));
        }

        CalibrationLine line = CalibrationLine.Compute<double>(probability, label);
        Assert.AreEqual(.7, line.Slope, .04);
        Assert.AreEqual(.5, line.Intercept, .04);
        Assert.IsNull(line.Reason);
    }

    [TestMethod]
    public void CalibrationLine_WithoutAFit_SaysWhy()
    {
        StringAssert.Contains(CalibrationLine.Compute<double>([.1, .2], [true, true]).Reason, "one class");
        StringAssert.Contains(CalibrationLine.Compute<double>([.3, .3, .3], [true, false, true]).Reason, "constant");
        // σ⁻¹(2/3) − σ⁻¹(.3): with the slope held at 1 the intercept still has a value.
        Assert.AreEqual(Math.Log(2) - Math.Log(.3 / .7),
            CalibrationLine.Compute<double>([.3, .3, .3], [true, false, true]).CalibrationInTheLarge, 1e-9);
    }

    [TestMethod]
    public void Interval_OfPercentiles_InterpolatesAndSkipsUndefinedDraws()
    {
        Interval interval = Interval.Percentile([5, 1, double.NaN, 3, 2, 4], .5);
        Assert.AreEqual(new Interval(2, 4, .5, 5), interval);
        Assert.ThrowsExactly<ArgumentException>(() => Interval.Percentile([double.NaN], .95));
    }
}
