// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Metrics;

[TestClass]
public class ScoreStabilityTests
{
    private static readonly double[][] _runs =
        [[.30, .10, .05, .22, .01, .15], [.28, .12, .06, .20, .02, .18], [.18, .20, .02, .25, .05, .11]];

    [TestMethod]
    [DataRow(0, 1, 1.0, 1.0, 1.0, .018333, .166667)]
    [DataRow(0, 2, .6571428571, .4666666667, .333333, .020000, .166667)]
    public void Comparison_OfThreeSeeds_Matches(int a, int b, double spearman, double kendall, double jaccard, double w1, double ks)
    {
        ScoreStability stability = ScoreStability.Compare<double>(_runs[a], _runs[b], top: 2);

        Assert.AreEqual(spearman, stability.Spearman, UpliftExample.Printed);
        Assert.AreEqual(kendall, stability.KendallTauB, UpliftExample.Printed);
        // Printed with six decimals.
        Assert.AreEqual(jaccard, stability.TopJaccard, 5e-7);
        Assert.AreEqual(w1, stability.Wasserstein, 5e-7);
        Assert.AreEqual(ks, stability.KolmogorovSmirnov, 5e-7);
    }

    [TestMethod]
    public void Histograms_OfSeedsWhoseRanksDisagree_CanBeTheClosest()
    {
        ScoreStability alike = ScoreStability.Compare<double>(_runs[0], _runs[1], 2), apart = ScoreStability.Compare<double>(_runs[1], _runs[2], 2);

        Assert.AreEqual(.008333, apart.Wasserstein, 5e-7);
        Assert.IsLessThan(alike.Wasserstein, apart.Wasserstein);
        Assert.IsLessThan(alike.KendallTauB, apart.KendallTauB);
    }

    [TestMethod]
    public void MeanCoefficientOfVariation_OfThreeSeeds_Matches() =>
        Assert.AreEqual(.37414746, ScoreStability.MeanCoefficientOfVariation(_runs), 5e-9);

    [TestMethod]
    public void KendallTauB_WithTies_AgreesWithAllPairs()
    {
        Random random = new(6);
        for (int trial = 0; trial < 30; trial++)
        {
            double[] a = [.. Enumerable.Range(0, 40).Select(_ => (double)random.Next(8))];
            double[] b = [.. a.Select(v => v + random.Next(6))];
            double score = 0, untiedA = 0, untiedB = 0;
            for (int i = 0; i < 40; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    score += Math.Sign(a[i] - a[j]) * Math.Sign(b[i] - b[j]);
                    untiedA += a[i] != a[j] ? 1 : 0;
                    untiedB += b[i] != b[j] ? 1 : 0;
                }
            }

            Assert.AreEqual(score / Math.Sqrt(untiedA * untiedB), ScoreStability.Compare<double>(a, b, 5).KendallTauB, 1e-13);
        }
    }

    [TestMethod]
    public void RankCorrelations_OfAConstantRun_AreUndefined()
    {
        ScoreStability stability = ScoreStability.Compare<double>([1, 1, 1], [1, 2, 3], 1);
        Assert.IsTrue(double.IsNaN(stability.Spearman) && double.IsNaN(stability.KendallTauB));
    }
}
