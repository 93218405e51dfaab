// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Policy;

[TestClass]
public class RowPolicyTests
{
    private static readonly float[] Grid = [1, 2, 4];
    private static readonly RowPolicy Plain = new() { ResponseValue = 10, UnitCost = 0.5 };

    // p0 = .2; gains per issue: 10·.1 − .5 = .5, 10·.25 − 1 = 1.5, 10·.3 − 2 = 1.
    private static readonly float[] Curve = [0.3f, 0.45f, 0.5f];

    [TestMethod]
    public void Recommend_ByExpectedGainPerIssue_TakesTheLargestNetGain()
    {
        (float intensity, float gain) = Recommend(Plain with { CostBasis = CostBasis.PerIssue }, 0.2f, Curve);
        Assert.AreEqual(2f, intensity);
        Assert.AreEqual(1.5, gain, 1e-6);
    }

    [TestMethod]
    public void Recommend_ByExpectedGainPerRedemption_ChargesOnlyResponses()
    {
        // 10·.1 − .5·1·.3 = .85, 10·.25 − .5·2·.45 = 2.05, 10·.3 − .5·4·.5 = 2.
        (float intensity, float gain) = Recommend(Plain, 0.2f, Curve);
        Assert.AreEqual(2f, intensity);
        Assert.AreEqual(2.05, gain, 1e-6);
    }

    [TestMethod]
    public void Recommend_ByUpliftPerCost_TakesTheLargestRatioThatPasses()
    {
        // Ratios per issue: .1/.5 = .2, .25/1 = .25, .3/2 = .15.
        RowPolicy policy = Plain with { Rule = PolicyRule.UpliftPerCost, CostBasis = CostBasis.PerIssue, UpliftPerCostThreshold = 0.24 };
        Assert.AreEqual(2f, Recommend(policy, 0.2f, Curve).Intensity);
        Assert.AreEqual((0f, 0f), Recommend(policy with { UpliftPerCostThreshold = 0.26 }, 0.2f, Curve));
    }

    [TestMethod]
    public void Recommend_WithAThreshold_LimitsTheExpectedGainRule()
    {
        // Per redemption: .1/.15, .25/.45, .3/1: only the first passes .6.
        Assert.AreEqual(1f, Recommend(Plain with { UpliftPerCostThreshold = 0.6 }, 0.2f, Curve).Intensity);
    }

    [TestMethod]
    public void Recommend_WhereNothingPays_Withholds()
    {
        Assert.AreEqual((0f, 0f), Recommend(Plain with { UnitCost = 50 }, 0.2f, Curve));
        Assert.AreEqual((0f, 0f), Recommend(Plain with { UnitCost = 0 }, 0.9f, Curve));
    }

    [TestMethod]
    public void Recommend_WithoutCost_TakesTheMostEffective() =>
        Assert.AreEqual(4f, Recommend(Plain with { UnitCost = 0 }, 0.2f, Curve).Intensity);

    [TestMethod]
    public void Recommend_AtAPrice_AsksForThatReturn()
    {
        // Per redemption 10·.1 − λ·.15, 10·.25 − λ·.45, 10·.3 − λ·1: 1 and 2 meet at λ = 5, nothing pays past 10·.1/.15 = 6.67.
        Assert.AreEqual(2f, Recommend(Plain with { Price = 4.9 }, 0.2f, Curve).Intensity);
        Assert.AreEqual(1f, Recommend(Plain with { Price = 5.1 }, 0.2f, Curve).Intensity);
        Assert.AreEqual((0f, 0f), Recommend(Plain with { Price = 6.7 }, 0.2f, Curve));
        // The gain that is told stays the net gain, 10·.1 − .15.
        Assert.AreEqual(0.85, Recommend(Plain with { Price = 5.1 }, 0.2f, Curve).Gain, 1e-6);
    }

    [TestMethod]
    public void Recommend_WithAnIssuePrice_IssuesOnlyAboveIt()
    {
        Assert.AreEqual(2f, Recommend(Plain with { IssuePrice = 2 }, 0.2f, Curve).Intensity);
        Assert.AreEqual(0f, Recommend(Plain with { IssuePrice = 2.1 }, 0.2f, Curve).Intensity);
        // Below 0 it issues at a loss, but never what does not raise the response.
        Assert.AreEqual(1f, Recommend(Plain with { UnitCost = 50, IssuePrice = -20 }, 0.2f, Curve).Intensity);
        Assert.AreEqual(0f, Recommend(Plain with { UnitCost = 50, IssuePrice = -20 }, 0.6f, Curve).Intensity);
    }

    [TestMethod]
    public void Recommend_UnderACap_LooksNoHigher() =>
        Assert.AreEqual(1f, Recommend(Plain with { MaximumIntensity = 1.9 }, 0.2f, Curve).Intensity);

    private static (float Intensity, float Gain) Recommend(RowPolicy policy, float p0, float[] curve) => policy.Recommend(Grid, p0, curve);
}
