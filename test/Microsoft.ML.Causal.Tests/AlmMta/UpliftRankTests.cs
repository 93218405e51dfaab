// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class UpliftRankTests
{
    [TestMethod]
    [DataRow(-1f, 0f), DataRow(0f, 0f), DataRow(50f, .5f), DataRow(25.5f, .255f), DataRow(100f, 1f), DataRow(200f, 1f)]
    public void Of_AnEffectAmongEvenlySpreadOnes_IsItsShare(float effect, float share)
    {
        float[] effects = [.. Enumerable.Range(0, 101).Select(k => (float)(k * 37 % 101))];

        // Linear between 257 knots of numbers up to 100 in float.
        Assert.AreEqual(share, new UpliftRank(UpliftRank.Measure(effects)).Of(effect), 1e-5);
    }

    [TestMethod]
    public void Of_AnyEffectWhereAllAreAlike_IsAStep()
    {
        var rank = new UpliftRank(UpliftRank.Measure((float[])[.2f, .2f]));
        Assert.AreEqual((0f, 0f, 1f), (rank.Of(.1f), rank.Of(.2f), rank.Of(.3f)));
    }
}
