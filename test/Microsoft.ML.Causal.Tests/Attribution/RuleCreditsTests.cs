// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Attribution;

[TestClass]
public class RuleCreditsTests
{
    // Journeys of 1, 2, 0 and 4 touches.
    private static readonly int[] Offsets = [0, 1, 3, 3, 7];

    [TestMethod]
    [DataRow(CreditRule.LastTouch, new[] { 1f, 0, 1, 0, 0, 0, 1 })]
    [DataRow(CreditRule.FirstTouch, new[] { 1f, 1, 0, 1, 0, 0, 0 })]
    [DataRow(CreditRule.Linear, new[] { 1f, .5f, .5f, .25f, .25f, .25f, .25f })]
    [DataRow(CreditRule.PositionBased, new[] { 1f, .5f, .5f, .4f, .1f, .1f, .4f })]
    public void Compute_ByPosition_SharesOutEveryJourney(CreditRule rule, float[] expected)
    {
        float[] credits = RuleCredits.Compute(rule, Offsets);

        Assert.HasCount(expected.Length, credits);
        for (int j = 0; j < expected.Length; j++)
            Assert.AreEqual(expected[j], credits[j], 1e-7, $"touch {j}");
    }

    [TestMethod]
    public void Compute_ByTime_HalvesWithEveryHalfLife()
    {
        // Ages 0 | 3, 0 | 2, 1, 1, 0 half-lives of 10: weights 1 | 1/8, 1 | 1/4, 1/2, 1/2, 1.
        float[] credits = RuleCredits.Compute(CreditRule.TimeDecay, Offsets, [5, 0, 30, 0, 10, 10, 20], halfLife: 10);

        float[] expected = [1, 1 / 9f, 8 / 9f, 1 / 9f, 2 / 9f, 2 / 9f, 4 / 9f];
        for (int j = 0; j < expected.Length; j++)
            Assert.AreEqual(expected[j], credits[j], 1e-7, $"touch {j}");
    }

    [TestMethod]
    public void Compute_WithoutTimesWhereTheyAreNeeded_SaysSo()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => RuleCredits.Compute(CreditRule.TimeDecay, Offsets));

        StringAssert.StartsWith(error.Message, "'time' must have one element per row: expected 7, found 0.");
    }
}
