// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Propensity;

[TestClass]
public class OverlapReportTests
{
    [TestMethod]
    public void Report_OfEightRows_CountsByHand()
    {
        float[] propensity = [.005f, .2f, .3f, .3f, .6f, .7f, .999f, 1f];
        bool[] treatment = [false, false, true, true, true, false, true, true];
        int[] tier = [-1, -1, 0, 1, 1, -1, 0, 0];
        OverlapReport report = OverlapReport.Compute(propensity, treatment, clip: .01, tier: tier, tiers: 2, bins: 2);

        Assert.AreEqual(8, report.Rows);
        Assert.AreEqual(5 / 8.0, report.TreatedShare, 1e-15);
        Assert.AreEqual(3 / 8.0, report.ShareOutside, 1e-15);
        Assert.AreEqual(1, report.Weights.ClippedLow);
        Assert.AreEqual(2, report.Weights.ClippedHigh);
        Assert.AreEqual(new OverlapBin(0, .5, 2, 2, .5), report.Bins[0]);
        Assert.AreEqual(new OverlapBin(.5, 1, 3, 1, 1 / 3.0), report.Bins[1]);
        // Pairs: .3 twice above two controls, .6 above two, .999 and 1 above three, of 15.
        Assert.AreEqual(12 / 15.0, report.Auc, 1e-15);
        Assert.AreEqual((.3 + .3 + .6 + .999 + 1) / 5, report.MeanPropensityOfTreated, 1e-6);
    }

    [TestMethod]
    public void Balance_OfConfoundedLogs_IsRestoredByTrueInverseWeights()
    {
        // The true propensity of the logging policy balances every feature, up to sampling error of about .02.
        CouponSample logs = CouponSample.Logs(CouponWorld.Syn1Probability, 20_000, seed: 1);
        float[] propensity = new float[logs.Rows];
        double[] x = new double[CouponWorld.Features];
        for (int i = 0; i < propensity.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
                x[j] = logs.Features[i * x.Length + j];
            propensity[i] = (float)Math.Clamp(
                CouponWorld.Sigmoid(logs.World.TreatmentIntercept + CouponWorld.Value(x)), .02, .98);
        }

        OverlapReport report = OverlapReport.Compute(propensity, logs.Treatment, features: logs.Features);
        Assert.IsGreaterThan(.5, report.Balance[0].Unweighted);
        foreach (FeatureBalance balance in report.Balance)
            Assert.AreEqual(0, balance.Weighted, .1, $"feature {balance.Feature}");
        Assert.IsLessThan(report.TreatedShare * report.Rows, report.Weights.TreatedEffectiveSampleSize);
    }

    [TestMethod]
    public void Balance_OfThreeRowsAnArm_MatchesHandCalculation()
    {
        // Means 2 and 0, variances 1 and 1; weighted means 2.5 and 0.
        FeatureBalance balance = FeatureBalance.Compute(
            [1, 2, 3, -1, 0, 1], [true, true, true, false, false, false], [0, 1, 1, 1, 1, 1])[0];
        Assert.AreEqual(new FeatureBalance(0, 2, 2.5), balance);
    }

    [TestMethod]
    public void Report_WithATierOutOfRange_NamesTheRow()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => OverlapReport.Compute([.5f, .5f], [true, false], tier: [3, 0], tiers: 2));
        StringAssert.Contains(error.Message, "must lie from 0 to 1; row 0 has 3");
    }
}
