// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class ShapleyQuadratureTests
{
    private const int Longest = 10;

    private static readonly ShapleyQuadrature _quadrature = new(Longest);

    private static readonly int[] _lengths = [.. Enumerable.Range(0, Longest + 1)];

    [TestMethod]
    public void Observed_OfEveryLength_IsTheEnumerationOfCoalitions()
    {
        var random = new RandomStream(1, "chances");
        foreach (int length in _lengths)
        {
            // Chances of 0 and 1 among them, and a response that rises and falls.
            double[] p = [.. Enumerable.Range(0, length).Select(j => j == 3 ? 0 : j == 5 ? 1 : random.NextDouble())];
            double[] response = [.. Enumerable.Range(0, length + 1).Select(_ => random.NextDouble())];
            AlmMtaScore score = Score(length);

            _quadrature.Observed(p, response, score, new double[3 * length + 1]);

            ShapleyValues exact = ShapleyValues.Exact(length, coalition =>
            {
                double[] members = [.. p.Where((_, j) => (coalition & (1UL << j)) != 0)], distribution = new double[members.Length + 1];
                PoissonBinomial.Forward(members, distribution);
                return FrontDoor.Expectation(distribution, response[..distribution.Length]);
            });
            Same(exact, score, length);
        }
    }

    [TestMethod]
    public void Matched_OfEveryLength_IsTheEnumerationOfCoalitions()
    {
        var random = new RandomStream(1, "rates");
        foreach (int length in _lengths)
        {
            // Up to e, the largest rate there is.
            double[] rates = [.. Enumerable.Range(0, length).Select(j => j == 2 ? 0 : Math.Exp(1 - 5 * random.NextDouble()))];
            AlmMtaScore score = Score(length);

            _quadrature.Matched(rates, .8, score);

            ShapleyValues exact = ShapleyValues.Exact(
                length, coalition => HazardEffects.Probability(.8, rates.Where((_, j) => (coalition & (1UL << j)) != 0).Sum()));
            Same(exact, score, length);
        }
    }

    private static AlmMtaScore Score(int length)
    {
        var score = new AlmMtaScore(Longest) { Length = length };
        score.ShapleyError.Fill(7);
        return score;
    }

    private static void Same(ShapleyValues exact, AlmMtaScore score, int length)
    {
        for (int j = 0; j < length; j++)
        {
            // Credits are floats of at most 1.
            Assert.AreEqual(exact.Values[j], score.ShapleyCredit[j], 6e-8, $"touch {j} of {length}");
            Assert.AreEqual(0, score.ShapleyError[j]);
        }
    }
}
