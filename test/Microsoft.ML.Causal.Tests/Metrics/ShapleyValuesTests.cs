// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class ShapleyValuesTests
{
    private static readonly double[] _survival = [.8, .9, .7];

    [TestMethod]
    public void Exact_OfTwoPlayers_MatchesHandCalculation()
    {
        // φ_1 = ½ (.2 − 0) + ½ (.4 − .1), φ_2 = ½ (.1 − 0) + ½ (.4 − .2).
        double[] worth = [0, .2, .1, .4];

        ShapleyValues shapley = ShapleyValues.Exact(2, coalition => worth[coalition]);

        Assert.AreEqual(.25, shapley.Values[0], 1e-15);
        Assert.AreEqual(.15, shapley.Values[1], 1e-15);
        CollectionAssert.AreEqual(new[] { 0.0, 0 }, shapley.Errors.ToArray());
    }

    [TestMethod]
    public void Exact_OfIndependentCauses_MatchesHandCalculation()
    {
        // v(S) = 1 − Π of what survives; deletion effects would be .126, .056, .216, whose sum, .398, is not v(all) = .496.
        ShapleyValues shapley = ShapleyValues.Exact(3, Worth);

        double[] expected = [.162, .077, .257];
        for (int j = 0; j < 3; j++)
            Assert.AreEqual(expected[j], shapley.Values[j], 1e-12);
        Assert.AreEqual(.496, shapley.Values.Sum(), 1e-12);
    }

    [TestMethod]
    public void Sample_OfRandomOrders_IsTheExactValueWithinItsError()
    {
        var random = new RandomStream(3, "game");
        double[] worth = [.. Enumerable.Range(0, 1 << 7).Select(coalition => BitOperations.PopCount((uint)coalition) + random.NextGaussian())];
        ShapleyValues exact = ShapleyValues.Exact(7, coalition => worth[coalition]), sampled = ShapleyValues.Sample(7, coalition => worth[coalition], 400, seed: 1);

        for (int j = 0; j < 7; j++)
        {
            // 4 errors: seven draws of a fixed seed; an estimator that weighs coalitions once more is off by tens of them.
            Assert.IsTrue(Math.Abs(sampled.Values[j] - exact.Values[j]) < 4 * sampled.Errors[j], $"player {j}");
            Assert.IsTrue(sampled.Errors[j] is > 0 and < .1, $"player {j}");
        }

        // Every order adds up to v(all) − v(∅), so the mean does.
        Assert.AreEqual(worth[^1] - worth[0], sampled.Values.Sum(), 1e-12);
    }

    [TestMethod]
    public void Sample_OfAdditiveWorth_HasNoError()
    {
        ShapleyValues shapley = ShapleyValues.Sample(3, coalition => 3 + BitOperations.PopCount((uint)coalition), 2, seed: 1);

        foreach ((double value, double error) in shapley.Values.Zip(shapley.Errors))
            Assert.AreEqual((1.0, 0.0), (value, error));
    }

    [TestMethod]
    public void Exact_OfNobody_IsEmpty() => Assert.IsEmpty(ShapleyValues.Exact(0, _ => 1).Values);

    [TestMethod]
    public void Exact_OfTooManyPlayers_IsRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ShapleyValues.Exact(21, _ => 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ShapleyValues.Sample(65, _ => 0, 2, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ShapleyValues.Sample(2, _ => 0, 1, 1));
    }

    private static double Worth(ulong coalition)
    {
        double survival = 1;
        for (int j = 0; j < _survival.Length; j++)
            survival *= (coalition & (1UL << j)) != 0 ? _survival[j] : 1;
        return 1 - survival;
    }
}
