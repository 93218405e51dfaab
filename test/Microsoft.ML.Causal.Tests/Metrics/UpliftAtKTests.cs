// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class UpliftAtKTests
{
    // scikit-uplift sorts ascending and turns the result round, so equal scores come out in reversed row order.
    private static readonly UpliftExample _b = UpliftExample.B.RowsReversed;

    [TestMethod]
    public void UpliftAtHalf_OfExamples_MatchesScikitUplift()
    {
        Assert.AreEqual(1.0, AtHalf(UpliftExample.A, UpliftStrategy.Overall), UpliftExample.Printed);
        Assert.AreEqual(1.0, AtHalf(UpliftExample.A, UpliftStrategy.ByGroup), UpliftExample.Printed);
        Assert.AreEqual(-.3333333333, AtHalf(_b, UpliftStrategy.Overall), UpliftExample.Printed);
        Assert.AreEqual(0.0, AtHalf(_b, UpliftStrategy.ByGroup), UpliftExample.Printed);
    }

    [TestMethod]
    public void WeightedAverage_OfExamples_MatchesScikitUplift()
    {
        Assert.AreEqual(.3333333333, InTwoBins(UpliftExample.A, UpliftStrategy.Overall), UpliftExample.Printed);
        Assert.AreEqual(.2, InTwoBins(UpliftExample.A, UpliftStrategy.ByGroup), UpliftExample.Printed);
        Assert.AreEqual(-.0833333333, InTwoBins(_b, UpliftStrategy.Overall), UpliftExample.Printed);
        Assert.AreEqual(.25, InTwoBins(_b, UpliftStrategy.ByGroup), UpliftExample.Printed);
    }

    [TestMethod]
    public void Uplift_WithOneArmInTheTop_IsUndefined() =>
        Assert.IsTrue(double.IsNaN(UpliftAtK.Compute<double>(UpliftExample.A.Score, UpliftExample.A.Treatment, UpliftExample.A.Outcome, .1)));

    [TestMethod]
    [DataRow(0)]
    [DataRow(1.1)]
    [DataRow(double.NaN)]
    public void Uplift_WithShareOutOfRange_IsRefused(double share) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => UpliftAtK.Compute<double>(UpliftExample.A.Score, UpliftExample.A.Treatment, UpliftExample.A.Outcome, share));

    private static double AtHalf(UpliftExample example, UpliftStrategy strategy) =>
        UpliftAtK.Compute<double>(example.Score, example.Treatment, example.Outcome, .5, strategy);

    private static double InTwoBins(UpliftExample example, UpliftStrategy strategy) =>
        UpliftAtK.WeightedAverage<double>(example.Score, example.Treatment, example.Outcome, 2, strategy);
}
