// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class CausalMlUpliftTests
{
    [TestMethod]
    public void Numbers_OfExamples_MatchTheLibrary()
    {
        (string Name, UpliftExample Example, double Auuc, double Qini)[] cases =
        [
            ("A", UpliftExample.A, 2.7787878788, 1.0378787879),
            ("B in row order", UpliftExample.B, 1.4166666667, .4074074074),
            ("negative effect", UpliftExample.NegativeEffect, -3.3060606061, -.3106060606),
        ];
        foreach ((string name, UpliftExample example, double auuc, double qini) in cases)
        {
            CausalMlUplift numbers = Compute(example, TieHandling.RowOrder);
            Assert.AreEqual(auuc, numbers.Auuc, UpliftExample.Printed, name);
            Assert.AreEqual(qini, numbers.Qini, UpliftExample.Printed, name);
        }
    }

    [TestMethod]
    public void Numbers_DividedByTheCurvesEnd_MatchTheLibrarysDefault()
    {
        (string Name, UpliftExample Example, double Auuc, double? Qini)[] cases =
        [
            ("A", UpliftExample.A, 1.3893939394, 1.0378787879),
            ("B in row order", UpliftExample.B, .7083333333, .4074074074),
            ("constant score", UpliftExample.A with { Score = new double[10] }, 1.3893939394, 1.0378787879),
            ("negative effect", UpliftExample.NegativeEffect, -.5510101010, -.1035353535),
            ("negative effect reversed", UpliftExample.NegativeEffect.ScoreReversed, -.4272727273, null),
            ("A reversed", UpliftExample.A.ScoreReversed, -.4363636364, -.8575757576),
        ];
        foreach ((string name, UpliftExample example, double auuc, double? qini) in cases)
        {
            CausalMlUplift numbers = Compute(example, TieHandling.RowOrder);
            Assert.AreEqual(auuc, numbers.Auuc / Math.Abs(numbers.FinalGain), UpliftExample.Printed, name);
            if (qini is { } expected)
                Assert.AreEqual(expected, numbers.Qini / Math.Abs(numbers.FinalQini), UpliftExample.Printed, name);
        }
    }

    [TestMethod]
    public void Auuc_WithoutAverageEffect_StaysFinite()
    {
        CausalMlUplift numbers = Compute(UpliftExample.NoEffect, TieHandling.RowOrder);

        Assert.AreEqual(.8, numbers.Auuc, 1e-12);
        Assert.AreEqual(0, numbers.FinalGain, 1e-12);
    }

    [TestMethod]
    public void Auuc_OverAllRowOrders_VariesOnlyWhereTiesKeepRowOrder()
    {
        HashSet<double> inRowOrder = [], grouped = [];
        Permute([0, 1, 2, 3, 4, 5, 6, 7], 0, rows =>
        {
            UpliftExample b = UpliftExample.B.InRows(rows);
            CausalMlUplift numbers = Compute(b, TieHandling.RowOrder);
            inRowOrder.Add(Math.Round(numbers.Auuc / Math.Abs(numbers.FinalGain), 9));
            grouped.Add(Math.Round(Compute(b, TieHandling.Grouped).Auuc, 9));
        });

        Assert.HasCount(10, inRowOrder);
        // Printed with six decimals.
        Assert.AreEqual(.199074, inRowOrder.Min(), 5e-7);
        Assert.AreEqual(.708333, inRowOrder.Max(), 5e-7);
        Assert.HasCount(1, grouped);
    }

    [TestMethod]
    public void Numbers_WithOneArm_AreUndefinedWithReason()
    {
        CausalMlUplift numbers = Compute(UpliftExample.A with { Treatment = new bool[10] }, TieHandling.Grouped);

        Assert.IsTrue(double.IsNaN(numbers.Auuc) && double.IsNaN(numbers.Qini));
        StringAssert.Contains(numbers.Reason, "both arms");
    }

    private static CausalMlUplift Compute(UpliftExample example, TieHandling ties) =>
        CausalMlUplift.Compute<double>(example.Score, example.Treatment, example.Outcome, ties);

    private static void Permute(int[] rows, int from, Action<int[]> visit)
    {
        if (from == rows.Length)
        {
            visit(rows);
            return;
        }

        for (int i = from; i < rows.Length; i++)
        {
            (rows[from], rows[i]) = (rows[i], rows[from]);
            Permute(rows, from + 1, visit);
            (rows[from], rows[i]) = (rows[i], rows[from]);
        }
    }
}
