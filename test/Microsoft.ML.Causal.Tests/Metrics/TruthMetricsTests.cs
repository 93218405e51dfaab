// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class TruthMetricsTests
{
    [TestMethod]
    public void RootPehe_OfWorkedExample_Matches()
    {
        Assert.AreEqual(.0612372436, RootPehe.Compute<double>([.15, .1, .05, -.1], [.1, .2, 0, -.1]), UpliftExample.Printed);
        // Inputs rounded to float are off by up to 6e-9 each.
        Assert.AreEqual(.0612372436, RootPehe.Compute<float>([.15f, .1f, .05f, -.1f], [.1f, .2f, 0, -.1f]), 1e-8);
    }

    [TestMethod]
    public void RootPehe_OfDifferentLengths_IsRefused() =>
        Assert.ThrowsExactly<ArgumentException>(() => RootPehe.Compute<double>([1, 2, 3], [1]));

    [TestMethod]
    [DataRow("syn1-prob-truth60k", 114.2, .057)]
    [DataRow("syn3-prob-truth60k", 97.9, .047)]
    public void Oracle_OnThePublishedDraw_HasThePublishedQ(string draw, double q, double spread)
    {
        float[] unit = SharedCouponDraw.Read(draw)["unit"];

        // Published with one decimal, and with three.
        Assert.AreEqual(q, NoiseFreeCsQini.Compute<float>(unit, unit), .05);
        float[] constant = [.. Enumerable.Repeat(unit.Average(), unit.Length)];
        Assert.AreEqual(spread, RootPehe.Compute<float>(constant, unit), 5e-4);
        Assert.AreEqual(0, NoiseFreeCsQini.Compute<float>(constant, unit), 1e-6);
    }

    [TestMethod]
    public void NoiseFreeCsQini_OfFourRows_MatchesHandCalculation()
    {
        // Excess over the mean .25 along the ranking: .75, 1, .5, 0; trapezoid 2.25 of unit steps, ÷ 4 ÷ 4, × 8.
        double[] unit = [1, .5, -.25, -.25], score = [4, 3, 2, 1];
        Assert.AreEqual(2.25 / 16 * 8, NoiseFreeCsQini.Compute<double>(score, unit, scaleRows: 8), 1e-14);
        Assert.AreEqual(-2.25 / 16 * 8, NoiseFreeCsQini.Compute<double>([1, 2, 3, 4], unit, scaleRows: 8), 1e-14);
    }

    [TestMethod]
    public void NoiseFreeCsQini_IsWhatCumulativeSlopeEstimates()
    {
        // Outcomes without noise and with one slope per row pair: controls give 0, treated rows the unit uplift.
        Random random = new(3);
        int n = 4000;
        double[] unit = new double[2 * n], intensity = new double[2 * n], outcome = new double[2 * n], score = new double[2 * n];
        for (int i = 0; i < n; i++)
        {
            double effect = random.NextDouble();
            (unit[2 * i], unit[2 * i + 1]) = (effect, effect);
            (score[2 * i], score[2 * i + 1]) = (effect, effect);
            (intensity[2 * i + 1], outcome[2 * i + 1]) = (1, effect);
        }

        // Each pair is one step of both curves, so the two differ only by the first MinRows rows.
        Assert.AreEqual(
            NoiseFreeCsQini.Compute<double>(score, unit, 2 * n),
            CumulativeSlope.Compute<double>(score, intensity, outcome, options: new() { MinRows = 2 }).CsQini, 1e-8);
    }
}
