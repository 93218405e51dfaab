// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class GaussianProcessTests
{
    private static readonly IReadOnlyList<SweepDimension> Dimensions = TunerExample.Space.Dimensions;

    [TestMethod]
    public void Prediction_FollowsASmoothFunction_AndKnowsWhereItDoesNot()
    {
        var sequence = new HaltonSequence(5, 1);
        double[][] points = [.. Enumerable.Range(0, 80).Select(sequence.Point)], held = [.. Enumerable.Range(80, 200).Select(sequence.Point)];
        double mean = points.Average(TunerExample.Quadratic);

        var process = new GaussianProcess(Dimensions, points, points.Select(point => TunerExample.Quadratic(point) - mean));

        double spread = Math.Sqrt(held.Average(point => Math.Pow(TunerExample.Quadratic(point) - mean, 2)));
        double error = Math.Sqrt(held.Average(point => Math.Pow(process.Predict(point).Mean + mean - TunerExample.Quadratic(point), 2)));
        double inside = held.Average(point => Math.Abs(process.Predict(point).Mean + mean - TunerExample.Quadratic(point)) < 2 * process.Predict(point).Deviation ? 1.0 : 0);
        // 80 points in 5 dimensions: measured .22 of the spread; a process that learned nothing leaves all of it. Two deviations hold
        // 95 % nominally.
        Assert.IsLessThan(spread / 3, error);
        Assert.IsGreaterThan(0.9, inside);
        Assert.IsGreaterThan(3 * process.Predict(points[0]).Deviation, process.Predict([0, 0, 0, 0, 0]).Deviation);
    }

    [TestMethod]
    public void Prediction_BetweenTwoOppositePoints_IsZeroAndUncertain()
    {
        SweepSpace<CubeOptions> space = new SweepSpace<CubeOptions>().Uniform(o => o.A, 0, 1);
        var process = new GaussianProcess(space.Dimensions, [[0.0], [1.0]], [-1.0, 1.0]);

        (double atHalf, double deviationAtHalf) = process.Predict([0.5]);
        (double atEnd, double deviationAtEnd) = process.Predict([1.0]);

        // By symmetry the middle is 0 but for rounding; at a point its value is nearly met and nearly certain.
        Assert.AreEqual(0, atHalf, 1e-12);
        Assert.IsGreaterThan(0.8, atEnd);
        Assert.IsLessThan(0.5 * deviationAtHalf, deviationAtEnd);
    }

    [TestMethod]
    public void Add_MakesThePointKnown()
    {
        var sequence = new HaltonSequence(5, 2);
        double[][] points = [.. Enumerable.Range(0, 30).Select(sequence.Point)];
        var process = new GaussianProcess(Dimensions, points, points.Select(point => TunerExample.Quadratic(point) - 0.5));
        double[] corner = [1, 1, 1, 0, 1];

        (double mean, double before) = process.Predict(corner);
        process.Add(corner, mean);

        Assert.IsLessThan(before / 2, process.Predict(corner).Deviation);
        // A value that was expected moves nothing but what noise and rounding do.
        Assert.AreEqual(mean, process.Predict(corner).Mean, 1e-6);
    }
}
