// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class RankWeightedEffectTests
{
    [TestMethod]
    public void Numbers_OfExamples_MatchTheLibrary()
    {
        RankWeightedEffect a = Compute(UpliftExample.A, TieHandling.RowOrder), b = Compute(UpliftExample.B, TieHandling.RowOrder);

        Assert.AreEqual(.2881842430, a.Autoc, UpliftExample.Printed);
        Assert.AreEqual(.3853333333, a.Qini, UpliftExample.Printed);
        Assert.AreEqual(.0525811080, b.Autoc, UpliftExample.Printed);
        Assert.AreEqual(.1145833333, b.Qini, UpliftExample.Printed);
    }

    [TestMethod]
    public void Toc_OfA_IsZeroWhereAnArmIsMissing()
    {
        RankWeightedEffect a = Compute(UpliftExample.A, TieHandling.Grouped);

        double[] toc = [0, 0, .8, .8, .8, .8, .466667, .216667, .3, .15, 0];
        for (int k = 0; k <= 10; k++)
            Assert.AreEqual(toc[k], a.Toc[k], 5e-7, $"k = {k}");
        Assert.AreEqual(1, a.EmptyCells);
    }

    [TestMethod]
    public void Numbers_WithGroupedTies_DoNotDependOnRowOrder()
    {
        RankWeightedEffect expected = Compute(UpliftExample.B, TieHandling.Grouped);
        RankWeightedEffect actual = Compute(UpliftExample.B.RowsReversed, TieHandling.Grouped);
        Assert.AreEqual(expected.Autoc, actual.Autoc, 1e-14);
        Assert.AreEqual(expected.Qini, actual.Qini, 1e-14);
    }

    private static RankWeightedEffect Compute(UpliftExample example, TieHandling ties) =>
        RankWeightedEffect.Compute<double>(example.Score, example.Treatment, example.Outcome, ties);
}
