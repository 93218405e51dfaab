// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Propensity;

[TestClass]
public class PropensityWeightsTests
{
    private static readonly double[] _propensity = [.25, .5, .8, .5];
    private static readonly bool[] _treatment = [true, false, false, true];

    [TestMethod]
    [DataRow(PropensityWeighting.None, 1, 1, 1, 1)]
    [DataRow(PropensityWeighting.Inverse, 4, 2, 5, 2)]
    [DataRow(PropensityWeighting.Stabilised, 2, 1, 2.5, 1)]
    [DataRow(PropensityWeighting.Overlap, .75, .5, .8, .5)]
    public void Weights_OfFourRows_FollowTheFormula(PropensityWeighting weighting, double a, double b, double c, double d)
    {
        PropensityWeights weights = PropensityWeights.Compute<double>(_propensity, _treatment, weighting);

        double[] expected = [a, b, c, d];
        for (int i = 0; i < 4; i++)
            Assert.AreEqual(expected[i], weights.Values[i], 1e-6, $"row {i}: weights are floats");
        Assert.AreEqual((a + d) * (a + d) / (a * a + d * d), weights.TreatedEffectiveSampleSize, 1e-6);
        Assert.AreEqual((b + c) * (b + c) / (b * b + c * c), weights.ControlEffectiveSampleSize, 1e-6);
    }

    [TestMethod]
    public void Clipping_IsCountedAndBoundsTheWeights()
    {
        double[] propensity = [0, .04, .5, .97, 1, .06];
        bool[] treatment = [true, true, true, false, false, false];
        PropensityWeights weights = PropensityWeights.Compute<double>(propensity, treatment, PropensityWeighting.Inverse, clip: .05);

        Assert.AreEqual(2, weights.ClippedLow);
        Assert.AreEqual(2, weights.ClippedHigh);
        Assert.AreEqual(20, weights.Largest, 1e-5);
    }

    [TestMethod]
    public void SelfNormalised_Weights_SumToTheRowsOfEachArm()
    {
        PropensityWeights weights = PropensityWeights.Compute<double>(
            _propensity, _treatment, PropensityWeighting.Inverse, selfNormalise: true);

        Assert.AreEqual(2, weights.Values[0] + weights.Values[3], 1e-6);
        Assert.AreEqual(2, weights.Values[1] + weights.Values[2], 1e-6);
    }

    [TestMethod]
    public void Propensity_OfZeroWithoutClipping_IsRefused()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(
            () => PropensityWeights.Compute<double>([0, .5], [true, false], clip: 0));
        StringAssert.Contains(error.Message, "set a clipping bound");
    }
}
