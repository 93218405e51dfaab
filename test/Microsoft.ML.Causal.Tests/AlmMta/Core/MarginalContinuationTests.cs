// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Core;

[TestClass]
public class MarginalContinuationTests
{
    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.7)]
    public void Continue_OfOneHalf_IsNearTheFitOfBothHalvesEvenWhereTheLogitHasChanged(double change)
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(4000, 3);
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        var random = new RandomStream(1, "logits");
        double[] noise = [.. Enumerable.Range(0, data.Rows).Select(_ => random.NextGaussian())];
        int[] all = [.. Enumerable.Range(0, data.Rows)], former = all[..2000], next = all[2000..];
        MarginalLogit then = MarginalLogit.Fit(journeys, former, Logits(former, 0), [], 10, 9);

        MarginalLogit continued = MarginalLogit.Continue(journeys, next, Logits(next, change), [], 10, then, Logits(next, 0), share: 1);
        MarginalLogit whole = MarginalLogit.Fit(journeys, all, Logits(all, change), [], 10, 9);

        var scratch = new double[whole.Scratch];
        double worst = all.Max(i => Math.Abs(whole.Mean(journeys.Row(i).X, scratch) - continued.Mean(journeys.Row(i).X, scratch)));

        // Coefficients of 2,000 rows with noise of 1 are known to .02; nine of them at the far end of x add up to a few of that.
        Assert.IsLessThan(.35, worst);
        double mean = all.Average(i => whole.Mean(journeys.Row(i).X, scratch) - continued.Mean(journeys.Row(i).X, scratch));
        Assert.AreEqual(0, mean, .03);
        for (int q = 0; q < 9; q++)
            Assert.AreEqual(whole.Residuals[q], continued.Residuals[q], .06, $"quantile {q}");

        // What changes is a shift, a slope and the spread.
        double[] Logits(int[] rows, double by) =>
            [.. rows.Select(i => -1 + by + (.5 + by) * journeys.Row(i).X[0] - .3 * journeys.Row(i).X[1] + (1 + .5 * by) * noise[i])];
    }
}
