// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class WeightedOutcomeTests
{
    [TestMethod]
    public void Estimates_OfWorkedExample_Match()
    {
        WeightedOutcome estimates = WeightedOutcome.Compute<double>([1, 0, 1, 0, 1], [1.2, .8, 3.5, .5, 1]);

        Assert.AreEqual(3.1450577664, estimates.EffectiveSampleSize, UpliftExample.Printed);
        Assert.AreEqual(.8142857143, estimates.SelfNormalised, UpliftExample.Printed);
        Assert.AreEqual(1.14, estimates.HorvitzThompson, UpliftExample.Printed);
    }

    [TestMethod]
    public void Estimates_WithoutWeights_AreRefused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => WeightedOutcome.Compute<double>([1, 0], [0, 0]));
        Assert.ThrowsExactly<ArgumentException>(() => WeightedOutcome.Compute<double>([1, 0], [1, -1]));
        Assert.ThrowsExactly<ArgumentException>(() => WeightedOutcome.Compute<double>([1, 0], []));
    }

    [TestMethod]
    [DataRow(.0011248594, -6.3835066)]
    [DataRow(.0035587188, -5.2293245)]
    [DataRow(.0070921986, -4.5361773)]
    public void LogitShift_OfTwoToThreeSampling_Matches(double prior, double shift)
    {
        // Printed with seven decimals.
        Assert.AreEqual(shift, PriorCorrection.LogitShift(prior, .4), 5e-8);
        Assert.AreEqual(prior, PriorCorrection.Apply(.4, PriorCorrection.LogitShift(prior, .4)), 1e-15);
    }

    [TestMethod]
    public void LogitShift_OfAShareAtItsEnd_IsRefused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PriorCorrection.LogitShift(0, .4));
}
