// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class CoverageCurveTests
{
    private static readonly float[][] _paths = [[.6f, .55f, .1f], [.2f, .3f], [.54f], [.5f, .53f], [.7f, .6f, .58f, .54f]];

    [TestMethod]
    public void Compute_OfFivePaths_MatchesHandCalculation()
    {
        CoverageCurve curve = CoverageCurve.Compute(_paths, [.5399999, .3, .8]);

        // At .54 three of five paths with 2, 1 and 4 touches; at .3 all of them with 2, 1, 1, 2 and 4. 1/10 of a millionth below .54: it is no float.
        Assert.AreEqual((5L, 12L), (curve.Journeys, curve.Touches));
        Assert.AreEqual(new CoveragePoint(.3, 1, 2), curve.Points[0]);
        Assert.AreEqual((.6, 7 / 3.0), (curve.Points[1].Coverage, curve.Points[1].Depth));
        Assert.AreEqual((0.0, double.NaN), (curve.Points[2].Coverage, curve.Points[2].Depth));
    }

    [TestMethod]
    public void Compute_AtEveryThreshold_IsTheCoverageThere()
    {
        var random = new RandomStream(1, "paths");
        float[][] paths = [.. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, random.NextInteger(6)).Select(_ => (float)random.NextInteger(11) / 10).ToArray())];
        double[][] wide = Array.ConvertAll(paths, path => Array.ConvertAll(path, score => (double)score));

        CoverageCurve curve = CoverageCurve.Compute(paths);

        Assert.HasCount(101, curve.Points);
        foreach (CoveragePoint point in curve.Points)
        {
            var one = AttributionCoverage.Compute(wide, point.Threshold);
            Assert.AreEqual((one.Coverage, one.Depth), (point.Coverage, point.Depth), $"at {point.Threshold}");
        }
    }

    [TestMethod]
    public void Compute_OfTouchesWithoutAScore_PassesThemOver()
    {
        CoverageCurve curve = CoverageCurve.Compute([[float.NaN, .5f], [float.NaN]], [0]);

        Assert.AreEqual((1L, new CoveragePoint(0, .5, 1)), (curve.Touches, curve.Points[0]));
    }

    [TestMethod]
    public void Compute_OfNothing_IsRefused()
    {
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => CoverageCurve.Compute([])).Message, "Coverage is a share of journeys, and there are none.");
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => CoverageCurve.Compute(_paths, [double.NaN])).Message, "Thresholds must be numbers, but one is NaN.");
        Assert.ThrowsExactly<ArgumentException>(() => CoverageCurve.Compute(_paths, []));
    }
}
