// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Matched;

[TestClass]
public class ContrastLossTests
{
    private static readonly double[] Eta = [0.3, -0.7, 1.1, 0];

    [TestMethod]
    public void Mixture_Slope_MatchesCentralDifferences()
    {
        double[] label = [0.2, 0.9, 0, 0.4], pi = new double[4], slope = new double[4], unused = new double[4];
        ContrastLoss.Mixture(Eta, label, pi, slope, out double weight);
        Assert.AreEqual(1, weight);
        for (int j = 0; j < 4; j++)
        {
            const double Step = 1e-5;
            double[] up = (double[])Eta.Clone(), down = (double[])Eta.Clone();
            up[j] += Step;
            down[j] -= Step;
            double numeric = (ContrastLoss.Mixture(up, label, pi, unused, out _) - ContrastLoss.Mixture(down, label, pi, unused, out _)) / (2 * Step);

            // Truncation and rounding of differences of step 1e-5 are near 1e-10.
            Assert.AreEqual(numeric, slope[j], 1e-8, $"touch {j}");
        }
    }

    [TestMethod]
    public void Mixture_LabelsAllZero_TeachNothing()
    {
        double[] pi = new double[4], slope = [1, 1, 1, 1];
        Assert.AreEqual(0, ContrastLoss.Mixture(Eta, [0, 0, 0, 0], pi, slope, out double weight));
        Assert.AreEqual(0, weight);
        CollectionAssert.AreEqual(new double[4], slope);
    }

    [TestMethod]
    public void Mixture_WhatAllTouchesShare_ChangesNothing()
    {
        double[] label = [0.2, 0.9, 0, 0.4], pi = new double[4], slope = new double[4];
        double loss = ContrastLoss.Mixture(Eta, label, pi, slope, out _);
        double shifted = ContrastLoss.Mixture([.. Eta.Select(eta => eta + 5)], label, pi, slope, out _);

        // Rounding of exponentials alone.
        Assert.AreEqual(loss, shifted, 1e-12);
        Assert.AreEqual(0, slope.Sum(), 1e-12);
    }

    [TestMethod]
    public void Hazard_Slopes_MatchCentralDifferences()
    {
        double[] rates = [0.05, 0.3, 0.01], cause = [0.5, 0.2, 0], slope = new double[3], unused = new double[3];
        const double Own = 0.07, Step = 1e-5;
        HazardLoss.Of(rates, Own, true, cause, slope, out double ownSlope);
        for (int j = 0; j < 3; j++)
        {
            double[] up = (double[])rates.Clone(), down = (double[])rates.Clone();
            up[j] *= Math.Exp(Step);
            down[j] *= Math.Exp(-Step);
            double numeric = (HazardLoss.Of(up, Own, true, cause, unused, out _) - HazardLoss.Of(down, Own, true, cause, unused, out _)) / (2 * Step);
            Assert.AreEqual(numeric, slope[j], 1e-8, $"touch {j}");
        }

        double own = (HazardLoss.Of(rates, Own * Math.Exp(Step), true, cause, unused, out _)
            - HazardLoss.Of(rates, Own * Math.Exp(-Step), true, cause, unused, out _)) / (2 * Step);
        Assert.AreEqual(own, ownSlope, 1e-8);
    }
}
