// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.UniMvt;

[TestClass]
public class UniMvtPolicyTests
{
    private static readonly UniMvtModelSettings Settings = new() { Grid = [1, 2, 4], ResponseValue = 10, UnitCost = 0.5 };

    // p0 = .2; gains per issue: 10·.1 − .5 = .5, 10·.25 − 1 = 1.5, 10·.3 − 2 = 1.
    private static readonly float[] Curve = [0.3f, 0.45f, 0.5f];

    [TestMethod]
    public void Recommend_ByExpectedGainPerIssue_TakesTheLargestNetGain()
    {
        (float intensity, float gain) = UniMvtPolicy.Recommend(Settings with { CostBasis = CostBasis.PerIssue }, 0.2f, Curve);
        Assert.AreEqual(2f, intensity);
        Assert.AreEqual(1.5, gain, 1e-6);
    }

    [TestMethod]
    public void Recommend_ByExpectedGainPerRedemption_ChargesOnlyResponses()
    {
        // 10·.1 − .5·1·.3 = .85, 10·.25 − .5·2·.45 = 2.05, 10·.3 − .5·4·.5 = 2.
        (float intensity, float gain) = UniMvtPolicy.Recommend(Settings, 0.2f, Curve);
        Assert.AreEqual(2f, intensity);
        Assert.AreEqual(2.05, gain, 1e-6);
    }

    [TestMethod]
    public void Recommend_ByUpliftPerCost_TakesTheLargestRatioThatPasses()
    {
        // Ratios per issue: .1/.5 = .2, .25/1 = .25, .3/2 = .15.
        UniMvtModelSettings settings = Settings with { PolicyRule = PolicyRule.UpliftPerCost, CostBasis = CostBasis.PerIssue, UpliftPerCostThreshold = 0.24 };
        Assert.AreEqual(2f, UniMvtPolicy.Recommend(settings, 0.2f, Curve).Intensity);
        Assert.AreEqual((0f, 0f), UniMvtPolicy.Recommend(settings with { UpliftPerCostThreshold = 0.26 }, 0.2f, Curve));
    }

    [TestMethod]
    public void Recommend_WithAThreshold_LimitsTheExpectedGainRule()
    {
        // Per redemption: .1/.15, .25/.45, .3/1: only the first passes .6.
        Assert.AreEqual(1f, UniMvtPolicy.Recommend(Settings with { UpliftPerCostThreshold = 0.6 }, 0.2f, Curve).Intensity);
    }

    [TestMethod]
    public void Recommend_WhereNothingPays_Withholds()
    {
        Assert.AreEqual((0f, 0f), UniMvtPolicy.Recommend(Settings with { UnitCost = 50 }, 0.2f, Curve));
        Assert.AreEqual((0f, 0f), UniMvtPolicy.Recommend(Settings with { UnitCost = 0 }, 0.9f, Curve));
    }

    [TestMethod]
    public void Recommend_WithoutCost_TakesTheMostEffective() =>
        Assert.AreEqual(4f, UniMvtPolicy.Recommend(Settings with { UnitCost = 0 }, 0.2f, Curve).Intensity);
}
