// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class SteppedCumulativeEffectTests
{
    [TestMethod]
    public void Areas_OfTheLibrarysOwnExample_Match()
    {
        double[] intensity = [1, 1, 1, 2, 2, 2, 3, 3, 3], score = [1, 2, 3, 1, 2, 3, 1, 2, 3], outcome = [1, 1, 1, 2, 3, 4, 3, 5, 7];
        SteppedCumulativeEffect areas = SteppedCumulativeEffect.Compute<double>(score, intensity, outcome, minRows: 3, steps: 9);

        // Printed with six decimals.
        Assert.AreEqual(.710012, areas.Effect, 5e-7);
        Assert.AreEqual(1.528829, areas.Gain, 5e-7);
        Assert.AreEqual(.343644, areas.RelativeGain, 5e-7);
    }

    [TestMethod]
    public void Areas_OfWorkedExample_Match()
    {
        SteppedCumulativeEffect areas = SteppedCumulativeEffect.Compute<double>(
            [.9, .8, .7, .6, .5, .4, .3, .2], [0, 2, 1, 0, 2, 0, 1, 2], [0, 1, 1, 0, 1, 1, 0, 0], minRows: 4, steps: 4);

        Assert.AreEqual(.2339341693, areas.Effect, UpliftExample.Printed);
        Assert.AreEqual(.2426854754, areas.Gain, UpliftExample.Printed);
        Assert.AreEqual(.1281021421, areas.RelativeGain, UpliftExample.Printed);
    }

    [TestMethod]
    public void Areas_OnTheFullGrid_AreTheRightSumsOfCumulativeSlope()
    {
        double[] score = [.9, .8, .7, .6, .5, .4, .3, .2], intensity = [1, 0, 1, 0, 2, 0, 1, 2], outcome = [0, 1, 1, 0, 1, 1, 0, 0];
        SteppedCumulativeEffect stepped = SteppedCumulativeEffect.Compute<double>(score, intensity, outcome, minRows: 2, steps: 8);
        CumulativeSlopeMetrics full = CumulativeSlope.Compute<double>(
            score, intensity, outcome, options: new() { MinRows = 2, Area = CurveArea.RightRiemann });

        // The coarse sum gives its first point the width of both rows; the full one has the global slope at k = 1.
        double first = full.Curve[1].Slope * 2 / 8 / 8 - full.GlobalSlope * 1 / 8 / 8;
        Assert.AreEqual(full.CsAuucPerRow, stepped.Gain - first, 1e-12);
    }

    [TestMethod]
    public void Areas_WithOneIntensityInTheFirstPoint_ThrowWithRemedy()
    {
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => SteppedCumulativeEffect.Compute<double>([4, 3, 2, 1], [1, 1, 0, 1], [0, 1, 1, 0], minRows: 2, steps: 4));
        StringAssert.Contains(error.Message, "raise minRows");
    }
}
