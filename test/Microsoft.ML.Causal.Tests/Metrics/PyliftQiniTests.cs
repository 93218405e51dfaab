// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class PyliftQiniTests
{
    [TestMethod]
    public void Numbers_OfA_MatchTheLibrary()
    {
        PyliftQini q = Compute(UpliftExample.A);

        // Printed with eight decimals.
        Assert.AreEqual(.25, q.Qini, 5e-9);
        Assert.AreEqual(.20066667, q.CumulativeGains, 5e-9);
        Assert.AreEqual(.23833333, q.AdjustedQini, 5e-9);
        Assert.AreEqual(.37, q.Maximum, 5e-9);
        Assert.AreEqual(.24, q.PracticalMaximum, 5e-9);
        Assert.AreEqual(.67567568, q.ShareOfMaximum, 5e-9);
        Assert.AreEqual(.25 / .24, q.ShareOfPracticalMaximum, 1e-12);
    }

    [TestMethod]
    public void Numbers_OfB_MatchTheLibrary()
    {
        PyliftQini q = Compute(UpliftExample.B);

        Assert.AreEqual(.171875, q.Qini, 5e-9);
        Assert.AreEqual(.07682292, q.CumulativeGains, 5e-9);
        Assert.AreEqual(.14583333, q.AdjustedQini, 5e-9);
        Assert.AreEqual(.421875, q.Maximum, 5e-9);
        // Rates of .75 and .5 cannot be disjoint groups of rows.
        Assert.IsTrue(double.IsNaN(q.PracticalMaximum));
    }

    [TestMethod]
    public void Outcome_NotZeroOrOne_IsRefused() =>
        Assert.ThrowsExactly<ArgumentException>(() => Compute(UpliftExample.NoEffect with { Outcome = [2, 0, 0, 1] }));

    private static PyliftQini Compute(UpliftExample example) =>
        PyliftQini.Compute<double>(example.Score, example.Treatment, example.Outcome, TieHandling.RowOrder);
}
