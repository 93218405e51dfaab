// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class PoissonBinomialTests
{
    [TestMethod]
    public void Forward_OfTwoTrials_MatchesHandCalculation()
    {
        var distribution = new double[3];
        PoissonBinomial.Forward([.2, .5], distribution);

        // .8·.5, .2·.5 + .8·.5, .2·.5; a rounding or two of numbers below 1.
        Assert.AreEqual(.4, distribution[0], 1e-15);
        Assert.AreEqual(.5, distribution[1], 1e-15);
        Assert.AreEqual(.1, distribution[2], 1e-15);
    }

    [TestMethod]
    [DataRow(1), DataRow(2), DataRow(16), DataRow(64), DataRow(256)]
    public void LeaveOut_OfAnyTrial_IsTheDistributionOfTheOthers(int trials)
    {
        var random = new RandomStream(7, "trials");

        // Chances at both ends and in the middle, where a careless division loses digits.
        double[] q = [.. Enumerable.Range(0, trials).Select(j => (j % 4) switch { 0 => 0, 1 => 1, 2 => .5, _ => random.NextDouble() })];
        double[] distribution = new double[trials + 1], without = new double[trials], direct = new double[trials];
        PoissonBinomial.Forward(q, distribution);
        for (int j = 0; j < trials; j++)
        {
            PoissonBinomial.LeaveOut(distribution, q[j], without);
            PoissonBinomial.Forward([.. q[..j], .. q[(j + 1)..]], direct);
            for (int h = 0; h < trials; h++)
            {
                // Each of up to 256 steps adds a rounding of 1e-16, halved at least once per step.
                Assert.AreEqual(direct[h], without[h], 1e-13, $"trial {j} of {trials}, h = {h}");
            }
        }
    }

    [TestMethod]
    public void Backward_OfRandomTrials_MatchesCentralDifferences()
    {
        var random = new RandomStream(8, "trials");
        double[] q = [.. Enumerable.Range(0, 7).Select(_ => random.NextDouble())], upstream = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble(-2, 2))];
        double[] gradient = new double[7], distribution = new double[8];
        PoissonBinomial.Backward(q, upstream, gradient);
        for (int j = 0; j < 7; j++)
        {
            double At(double value)
            {
                double[] moved = [.. q];
                moved[j] = value;
                PoissonBinomial.Forward(moved, distribution);
                return distribution.Zip(upstream, (p, u) => p * u).Sum();
            }

            // The sum is linear in each q: a wide step has no truncation error.
            Assert.AreEqual((At(q[j] + .01) - At(q[j] - .01)) / .02, gradient[j], 1e-12);
        }
    }
}
