// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class SweepDimensionTests
{
    [TestMethod]
    public void Value_OnEachScale_GoesFromLowToHigh()
    {
        SweepDimension uniform = Of(SweepScale.Uniform, 2, 6), log = Of(SweepScale.LogUniform, 0.25, 16), whole = Of(SweepScale.Integer, -1, 2);

        Assert.AreEqual((2, 4, 6), (uniform.Value(0), uniform.Value(0.5), uniform.Value(1)));
        Assert.AreEqual((0.25, 2, 16), (log.Value(0), log.Value(0.5), log.Value(1)));
        Assert.AreEqual((-1, -1, 0, 2, 2), (whole.Value(0), whole.Value(0.2), whole.Value(0.25), whole.Value(0.75), whole.Value(1)));
        Assert.IsTrue(double.IsNaN(whole.Value(double.NaN)) && double.IsNaN(log.Value(double.NaN)));
    }

    [TestMethod]
    public void Value_OfLogInteger_GivesEachNumberItsShareOfTheLogarithms()
    {
        SweepDimension width = Of(SweepScale.LogInteger, 1, 4);
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => width.Value((i + 0.5) / 10_000))];

        for (int k = 1; k <= 4; k++)
        {
            double expected = Math.Log((k + 0.5) / (k - 0.5)) / Math.Log(4.5 / 0.5);
            // Counted on 10,000 equal steps, a share is off by one step at each end.
            Assert.AreEqual(expected, values.Count(value => value == k) / 10_000.0, 2e-4);
        }
    }

    [TestMethod]
    public void Unit_OfAValue_IsOneThatHasTheValue()
    {
        foreach (SweepDimension dimension in (SweepDimension[])
            [Of(SweepScale.Uniform, 2, 6), Of(SweepScale.LogUniform, 2, 6), Of(SweepScale.Integer, 2, 6), Of(SweepScale.LogInteger, 2, 6)])
        {
            foreach (double value in (double[])[2, 3, 6])
            {
                // One rounding of logarithm and exponential.
                Assert.AreEqual(value, dimension.Value(dimension.Unit(value)), 1e-14, $"{dimension}");
            }
        }
    }

    [TestMethod]
    public void Format_IsTheOptionsOwnDigitsOrTheChoice()
    {
        SweepSpace<UniMvtOptions> space = new SweepSpace<UniMvtOptions>()
            .Uniform(o => o.PropensityClip, 0.01f, 0.1f).Choice(o => o.HeadWidths, [32], [16, 8]).Uniform(o => o.LearningRate, 0.001, 0.01);

        Assert.AreEqual("0.05", space.Dimensions[0].Format(0.05f));
        Assert.AreEqual("16, 8", space.Dimensions[1].Format(1));
        Assert.AreEqual("0.004", space.Dimensions[2].Format(0.004));
        Assert.AreEqual("", space.Dimensions[2].Format(double.NaN));
        Assert.AreEqual("HeadWidths: Choice 32 | 16, 8", space.Dimensions[1].ToString());
    }

    private static SweepDimension Of(SweepScale scale, double low, double high) => new("X", scale, low, high, [], single: false);
}
