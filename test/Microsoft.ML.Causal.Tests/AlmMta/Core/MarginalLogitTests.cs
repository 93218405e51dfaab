// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta;

[TestClass]
public class MarginalLogitTests
{
    [TestMethod]
    public void RidgeRegression_OfAnExactPlane_FindsIt()
    {
        double[] features = [0, 0, 1, 0, 0, 1, 1, 1, 2, 1], target = [5, 7, 2, 4, 6];
        double[] fitted = RidgeRegression.Fit(features, target, [], 2, 0);

        // t = 5 + 2 a − 3 b on all five rows; the hair of a penalty moves the tenth digit.
        Assert.AreEqual(2, fitted[0], 1e-8);
        Assert.AreEqual(-3, fitted[1], 1e-8);
        Assert.AreEqual(5, fitted[2], 1e-8);
    }

    [TestMethod]
    public void RidgeRegression_OfSeveralTargets_FitsEachAsIfAlone()
    {
        var random = new RandomStream(1, "ridge");
        double[] features = new double[40 * 3], targets = new double[40 * 2], weight = new double[40];
        random.FillGaussian(features.AsSpan(), 1);
        random.FillGaussian(targets.AsSpan(), 1);
        random.FillUniform(weight.AsSpan(), .5, 2);
        double[] both = RidgeRegression.FitMany(features, targets, weight, 3, 2, .7);
        for (int t = 0; t < 2; t++)
        {
            double[] alone = RidgeRegression.Fit(features, [.. Enumerable.Range(0, 40).Select(i => targets[2 * i + t])], weight, 3, .7);
            CollectionAssert.AreEqual(alone, both[(4 * t)..(4 * t + 4)]);
        }
    }

    [TestMethod]
    public void RidgeRegression_WithAPenalty_ShrinksTheSlopeAlone()
    {
        // Centred x −1, 1 and y −2, 2: slope 4/(2 + 2); the intercept keeps the mean.
        double[] fitted = RidgeRegression.Fit([1, 3], [8, 12], [], 1, 2);
        Assert.AreEqual(1, fitted[0], 1e-12);
        Assert.AreEqual(8, fitted[1], 1e-12);
    }

    [TestMethod]
    public void RidgeRegression_WithWholeWeights_IsThatOfRepeatedRows()
    {
        double[] once = RidgeRegression.Fit([1, 2, 5], [1, 0, 3], (double[])[1, 3, 2], 1, .5);
        double[] repeated = RidgeRegression.Fit([1, 2, 2, 2, 5, 5], [1, 0, 0, 0, 3, 3], [], 1, .5);
        Assert.AreEqual(repeated[0], once[0], 1e-12);
        Assert.AreEqual(repeated[1], once[1], 1e-12);
    }

    [TestMethod]
    public void Fit_OfLogitsThatXExplains_LeavesNoResidual()
    {
        AlmMtaTrainingData data = AlmMtaExample.Draw(200, 5);
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        double[] logits = [.. rows.Select(i => 1 + journeys.Row(i).X[0] - 2 * journeys.Row(i).X[1] * journeys.Row(i).X[2])];
        MarginalLogit marginal = MarginalLogit.Fit(journeys, rows, logits, [], 0, 9);
        var scratch = new double[marginal.Scratch];
        Assert.IsTrue(marginal.Residuals.All(residual => Math.Abs(residual) < 1e-6));
        Assert.AreEqual(logits[7], marginal.Mean(journeys.Row(7).X, scratch), 1e-6);
        Assert.AreEqual(logits[7] - .5, marginal.Shifted(-.5).Mean(journeys.Row(7).X, scratch), 1e-6);
    }

    [TestMethod]
    public void Fit_OfLogitsThatXDoesNotExplain_KeepsTheirQuantiles()
    {
        // Context is constant, so nothing is explained: residuals are the values less their mean, 50.
        AlmMtaTrainingData data = AlmMtaExample.Draw(101, 5);
        Array.Clear(data.Context);
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        int[] rows = [.. Enumerable.Range(0, 101)];
        MarginalLogit marginal = MarginalLogit.Fit(journeys, rows, [.. rows.Select(i => (double)(i * 37 % 101))], [], 10, 4);

        // At shares 1/8, 3/8, 5/8 and 7/8 of 101 rows: the 13th, 38th, 64th and 89th value.
        CollectionAssert.AreEqual(new double[] { -38, -13, 13, 38 }, marginal.Residuals);
    }
}
