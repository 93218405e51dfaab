// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

/// <summary>Loops over vectors against plain ones, for every length from 0 to 65: whole vectors, tails, and neither.</summary>
[TestClass]
public class DoubleSpanTests
{
    // Sums of up to 65² products of size 1 in another order.
    private const double Tolerance = 1e-12;

    [TestMethod]
    public void Loops_OfEveryLength_AgreeWithPlainOnes()
    {
        var random = new RandomStream(1, "test");
        for (int n = 0; n <= 65; n++)
        {
            double[] x = Draw(random, n), y = Draw(random, n), z = Draw(random, n), matrix = Draw(random, n * n);

            Assert.AreEqual(Enumerable.Range(0, n).Sum(i => x[i] * y[i]), DoubleSpan.Dot(x, y), Tolerance, $"x·y, {n}");
            Assert.AreEqual(
                Enumerable.Range(0, n).Sum(k => Enumerable.Range(0, n).Sum(i => x[k] * matrix[k * n + i] * x[i])), DoubleSpan.Quadratic(matrix, x), Tolerance * 65, $"xᵀMx, {n}");
            Same(n, [.. x.Zip(y, (a, b) => b + a)], target => DoubleSpan.Add(x, target), y);
            Same(n, [.. x.Zip(y, (a, b) => b - 1.7 * a)], target => DoubleSpan.AddScaled(-1.7, x, target), y);
            Same(n, [.. x.Zip(y, (a, b) => b - 1.7 * a * a)], target => DoubleSpan.AddScaledSquares(-1.7, x, target), y);
            Same(n, [.. x.Zip(z, (a, b) => .3 * a - 2 * b)], target => DoubleSpan.Combine(.3, x, -2, z, target), y);
            Same(n, [.. y.Select(a => 1 / (1 + Math.Exp(-20 * a - .5)))], target =>
            {
                for (int i = 0; i < target.Length; i++)
                    target[i] *= 20;
                DoubleSpan.Logistic(target, .5);
            }, y);
        }
    }

    [TestMethod]
    public void Logistic_OfFarNumbers_IsZeroOrOne()
    {
        double[] z = [-2000, -710, 0, 710, 2000];

        DoubleSpan.Logistic(z, 0);

        Assert.AreEqual(0, z[0]);
        Assert.IsTrue(z[1] is >= 0 and < 1e-300);
        CollectionAssert.AreEqual(new[] { .5, 1, 1 }, z[2..]);
    }

    [TestMethod]
    public void Logistic_OfANumber_DoesNotDependOnItsPlace()
    {
        double[] alone = [.37];
        DoubleSpan.Logistic(alone, .1);
        for (int n = 1; n <= 17; n++)
        {
            double[] z = [.. Enumerable.Repeat(.37, n)];

            DoubleSpan.Logistic(z, .1);

            CollectionAssert.AreEqual(Enumerable.Repeat(alone[0], n).ToArray(), z, $"length {n}");
        }
    }

    [TestMethod]
    public void EmissionLoss_OfManyTouches_IsThatOfEach()
    {
        var random = new RandomStream(1, "test");
        for (int n = 0; n <= 65; n++)
        {
            double[] eta = Draw(random, n), inspired = [.. Draw(random, n).Select(Math.Abs)], not = [.. Draw(random, n).Select(Math.Abs)];
            double[] slope = new double[n], loss = new double[n];

            EmissionLoss.Of(eta, inspired, not, slope, loss);

            for (int j = 0; j < n; j++)
            {
                // The exponential and the logarithm of vectors are right to the last bits.
                Assert.AreEqual(EmissionLoss.Of(eta[j], inspired[j], not[j], out double expected), loss[j], 1e-13, $"loss {j} of {n}");
                Assert.AreEqual(expected, slope[j], 1e-13, $"slope {j} of {n}");
            }
        }
    }

    private static void Same(int n, double[] expected, Action<double[]> apply, double[] start)
    {
        var target = (double[])start.Clone();
        apply(target);
        for (int i = 0; i < n; i++)
            Assert.AreEqual(expected[i], target[i], Tolerance, $"entry {i} of {n}");
    }

    private static double[] Draw(RandomStream random, int n) => [.. Enumerable.Range(0, n).Select(_ => 2 * random.NextDouble() - 1)];
}
