// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Sweeping;

[TestClass]
public class HaltonSequenceTests
{
    [TestMethod]
    public void Points_FillEveryIntervalOfTheirBaseOnce()
    {
        var sequence = new HaltonSequence(3, seed: 7);
        double[][] points = [.. Enumerable.Range(0, 25 * 27).Select(sequence.Point)];

        foreach ((int j, int count) in ((int, int)[])[(0, 32), (1, 27), (2, 25)])
        {
            // The first bᵏ points fall one into each of the bᵏ equal intervals: scrambling keeps that.
            int[] cells = [.. points.Take(count).Select(point => (int)(point[j] * count)).Order()];
            CollectionAssert.AreEqual(Enumerable.Range(0, count).ToArray(), cells);
        }
    }

    [TestMethod]
    public void Discrepancy_IsFarBelowThatOfRandomPoints()
    {
        double[] halton = [.. Enumerable.Range(0, 5).Select(seed => Discrepancy([.. Enumerable.Range(0, 64).Select(new HaltonSequence(5, seed).Point)]))];
        double[] random = [.. Enumerable.Range(0, 5).Select(seed =>
        {
            var stream = new RandomStream(seed, "points");
            return Discrepancy([.. Enumerable.Range(0, 64).Select(_ => Enumerable.Range(0, 5).Select(_ => stream.NextDouble()).ToArray())]);
        })];

        // Measured .020 against .041 on average; two thirds leaves room for other seeds, not for a sequence that is merely random.
        Assert.IsLessThan(random.Average() * 2 / 3, halton.Average(), $"Halton {halton.Average()}, random {random.Average()}");
    }

    [TestMethod]
    public void Point_DependsOnItsNumberAndTheSeedAlone()
    {
        CollectionAssert.AreEqual(new HaltonSequence(4, 1).Point(17), new HaltonSequence(4, 1).Point(17));
        CollectionAssert.AreNotEqual(new HaltonSequence(4, 1).Point(17), new HaltonSequence(4, 2).Point(17));
    }

    /// <summary>L2 star discrepancy by Warnock's formula.</summary>
    private static double Discrepancy(double[][] points)
    {
        int n = points.Length, d = points[0].Length;
        double single = points.Sum(x => x.Aggregate(1.0, (product, u) => product * (1 - u * u) / 2));
        double pairs = points.Sum(x => points.Sum(y => x.Zip(y).Aggregate(1.0, (product, u) => product * (1 - Math.Max(u.First, u.Second)))));
        return Math.Sqrt(Math.Pow(3, -d) - 2.0 / n * single + pairs / n / n);
    }
}
