// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class ItemContentFromMatchesTests
{
    private const int Width = AttributionWorld.ContentWidth;

    private static readonly AttributionSample _sample = AttributionSample.Draw(rows: 20_000, seed: 2);

    [TestMethod]
    [DataRow(0.0, .995)]
    [DataRow(.05, .94)]
    public void Estimate_OfSimulatedMatches_FindsTheContent(double noise, double least)
    {
        var random = new RandomStream(1, "noise");
        float[] match = [.. _sample.Match(AttributionMatch.Cosine).Select(cosine => cosine + (float)(noise * random.NextGaussian()))];

        IReadOnlyDictionary<int, float[]> found = ItemContentFromMatches.Estimate(
            _sample.Offsets, [.. _sample.Item.Select(item => item + 1)], match, _sample.Upload, Width);

        // Some 3,000 uploads of some 6 touches are 30 matches an item.
        Assert.IsGreaterThan(300, found.Count);
        // Measured: .9992 with cosines as they are, .962 with noise of .05.
        Assert.IsGreaterThan(least, found.Average(item => Cosine(item.Value, _sample.World.Content(item.Key - 1))));
    }

    [TestMethod]
    public void Estimate_OfTwoNumbers_SolvesTheEquations()
    {
        // Works along both axes, of any length: matches are cosines, so v = (.6, .8).
        IReadOnlyDictionary<int, float[]> found = ItemContentFromMatches.Estimate(
            [0, 2, 3, 4], [1, 2, 1, 1], [.6f, .9f, .8f, float.NaN], [2, 0, 0, 5, 1, 1], 2, ridge: 0);

        Assert.HasCount(1, found, "item 2 has one match for two numbers");
        Assert.AreEqual(.6, found[1][0], 1e-6);
        Assert.AreEqual(.8, found[1][1], 1e-6);
    }

    [TestMethod]
    public void Estimate_OfArraysThatDoNotFit_SaysSo()
    {
        Assert.Throws<ArgumentException>(() => ItemContentFromMatches.Estimate([0, 1], [1, 1], [.5f], [1, 0], 2));
        Assert.Throws<ArgumentException>(() => ItemContentFromMatches.Estimate([0, 1], [1], [.5f], [1, 0, 0], 2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ItemContentFromMatches.Estimate([0, 1], [1], [.5f], [1, 0], 2, double.NaN));
    }

    private static double Cosine(float[] a, ReadOnlySpan<double> b)
    {
        double product = 0, squareA = 0, squareB = 0;
        for (int d = 0; d < a.Length; d++)
            (product, squareA, squareB) = (product + a[d] * b[d], squareA + a[d] * a[d], squareB + b[d] * b[d]);
        return product / Math.Sqrt(squareA * squareB);
    }
}
