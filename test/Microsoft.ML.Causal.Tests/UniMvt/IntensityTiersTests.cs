// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class IntensityTiersTests
{
    [TestMethod]
    public void Find_WithFourNoisyTiers_FindsTheirCentres()
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn3Probability, 8_000);
        IntensityTiers tiers = IntensityTiers.Find([.. data.Intensity.Where(t => t > 0)], 32);
        Assert.IsTrue(tiers.Cluster);
        Assert.AreEqual(4, tiers.Centres.Length);
        foreach ((float found, double nominal) in tiers.Centres.Zip(CouponWorld.Syn3Probability.Tiers))
            Assert.AreEqual(nominal, found, 0.1, "The policy shifts a tier by up to .08.");
    }

    [TestMethod]
    public void Find_WithOneNoisyTier_FindsNoClusters()
    {
        UniMvtTrainingData data = UniMvtExample.Logs(CouponWorld.Syn1Probability, 8_000);
        IntensityTiers tiers = IntensityTiers.Find([.. data.Intensity.Where(t => t > 0)], 32);
        Assert.IsFalse(tiers.Cluster);
        Assert.AreEqual(5, tiers.Centres.Length);
        Assert.AreEqual(2.5, tiers.Centres[2], 0.1);
    }

    [TestMethod]
    public void Find_WithFewValues_TakesThemAsTheyAre()
    {
        IntensityTiers tiers = IntensityTiers.Find([3, 1, 3, 1, 2, 1], 32);
        Assert.IsTrue(tiers.Cluster);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3 }, tiers.Centres);
    }

    [TestMethod]
    public void Find_WithOneValue_IsOneTierAndNoCluster()
    {
        IntensityTiers tiers = IntensityTiers.Find([2, 2, 2], 32);
        Assert.IsFalse(tiers.Cluster);
        CollectionAssert.AreEqual(new float[] { 2 }, tiers.Centres);
    }

    [TestMethod]
    public void Find_WithAFlatDistribution_FindsNoClusters()
    {
        var random = new RandomStream(20260109, "flat");
        Assert.IsFalse(IntensityTiers.Find([.. Enumerable.Range(0, 5_000).Select(_ => (float)random.NextDouble(1, 5))], 32).Cluster);
    }

    [TestMethod]
    public void Nearest_BetweenTwoCentres_TakesTheCloser()
    {
        Assert.AreEqual(0, IntensityTiers.Nearest([1, 2, 4], 1.4f));
        Assert.AreEqual(2, IntensityTiers.Nearest([1, 2, 4], 9));
    }
}
