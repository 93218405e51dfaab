// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Diagnostics;

[TestClass]
public sealed class ExposureOverlapTests
{
    // Logarithms and back again.
    private const double Rounding = 1e-12;

    [TestMethod]
    public void Compute_WorkedExample_GivesItsNumbers()
    {
        // Ratios 2 and ½ in the first row, whose weight is 1; 10 in the second, clipped to 5; none in the third, weight 1; 1/8 in the
        // fourth, clipped to .2. ESS = (1 + 5 + 1 + .2)²/(1 + 25 + 1 + .04).
        double[] marginal = Logs(.2, .2, .2, .1), propensity = Logs(.1, .4, .02, .8);
        ExposureOverlap overlap = ExposureOverlap.Compute([0, 2, 3, 3, 4], marginal, propensity);
        Assert.AreEqual(4, overlap.Rows);
        Assert.AreEqual(4, overlap.Touches);
        Assert.AreEqual(.02, overlap.LeastPropensity, Rounding);
        Assert.AreEqual(.25, overlap.UnlikelyShare);
        Assert.AreEqual(.25, overlap.NearCertainShare);
        Assert.AreEqual(2, overlap.ClippedRows);
        Assert.AreEqual(7.2 * 7.2 / 27.04, overlap.EffectiveSampleSize, Rounding);
    }

    [TestMethod]
    public void Compute_ExposureByChance_KeepsEveryRow()
    {
        double[] chance = Logs(.3, .1, .2);
        ExposureOverlap overlap = ExposureOverlap.Compute([0, 1, 3], chance, chance);
        Assert.AreEqual(0, overlap.UnlikelyShare);
        Assert.AreEqual(2, overlap.EffectiveSampleSize, Rounding);
    }

    [TestMethod]
    public void Compute_NoTouch_HasNoShares()
    {
        ExposureOverlap overlap = ExposureOverlap.Compute([0, 0], [], []);
        Assert.IsTrue(double.IsNaN(overlap.LeastPropensity));
        Assert.IsTrue(double.IsNaN(overlap.UnlikelyShare));
        Assert.AreEqual(1, overlap.EffectiveSampleSize, Rounding);
    }

    [TestMethod]
    public void Compute_OffsetsThatDoNotFit_Throws() =>
        Assert.ThrowsExactly<ArgumentException>(() => ExposureOverlap.Compute([0, 1], Logs(.3, .1), Logs(.3, .1)));

    [TestMethod]
    public void Compute_UpperBoundBelowOne_Throws() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ExposureOverlap.Compute([0, 1], Logs(.3), Logs(.3), high: .5));

    private static double[] Logs(params double[] chances) => Array.ConvertAll(chances, Math.Log);
}
