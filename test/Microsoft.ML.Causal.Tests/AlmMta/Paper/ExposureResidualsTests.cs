// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.AlmMta.Paper;

[TestClass]
public class ExposureResidualsTests
{
    private const int Clusters = AlmMtaExample.Clusters;

    private static readonly AlmMtaTrainingData Data = AlmMtaExample.Draw(600, 3);

    [TestMethod]
    public void Write_OfTrainingRows_GivesResidualsOfMeanNearZeroThatXDoesNotExplain()
    {
        (float[] response, float[] exposure) = Write(Data, 3);

        // 600 rows: a mean of a quantity of size .5 to 1 has a standard error of .04.
        Assert.AreEqual(0, response.Average(), .1);
        for (int k = 0; k < Clusters; k++)
            Assert.AreEqual(0, Enumerable.Range(0, Data.Rows).Average(i => exposure[i * Clusters + k]), .1, $"cluster {k}");

        // The outcome rises with x_1; its residual does not.
        double[] x = [.. Enumerable.Range(0, Data.Rows).Select(i => (double)Data.Context[i * AlmMtaExample.Context + 1])];
        double before = x.Zip(Data.Label, (a, y) => a * (y ? 1 : 0)).Average(), after = x.Zip(response, (a, r) => a * r).Average();
        Assert.IsGreaterThan(.05, before);
        Assert.IsLessThan(before / 2, Math.Abs(after));
    }

    [TestMethod]
    public void Write_OfARow_NeverSawItsUser()
    {
        // Other labels of one user move the residuals of that user by the labels alone, while the rest is judged by other regressions.
        int user = Data.User![100];
        AlmMtaTrainingData other = Flip(Data, i => Data.User[i] == user);
        (float[] before, _) = Write(Data, 2);
        (float[] after, _) = Write(other, 2);
        int moved = 0;
        for (int i = 0; i < Data.Rows; i++)
        {
            if (Data.User[i] == user)
                Assert.AreEqual(before[i] + (other.Label[i] ? 1 : -1), after[i], 1e-6, $"row {i}");
            else
                moved += before[i] == after[i] ? 0 : 1;
        }

        Assert.IsGreaterThan(100, moved);
    }

    [TestMethod]
    public void Write_ExposurePlusItsRegression_IsTheCount()
    {
        // With a penalty beyond all bounds the regression is the mean of the other folds.
        var journeys = new EncodedJourneys(Data, JourneyEncoding.Fit(Data));
        int[] rows = [.. Enumerable.Range(0, Data.Rows)];
        float[] response = new float[Data.Rows], exposure = new float[Data.Rows * Clusters];
        ExposureResiduals.Fit(journeys, rows, 2, 1e15, 1).Write(rows, response, exposure);
        for (int k = 0; k < Clusters; k++)
        {
            double[] mean = [.. rows.Select(i => Count(i, k) - (double)exposure[i * Clusters + k])];

            // Two folds, two means.
            Assert.HasCount(2, mean.Select(value => Math.Round(value, 5)).Distinct().ToArray());
        }

        static int Count(int i, int k) => Enumerable.Range(Data.Offsets[i], Data.Length(i)).Count(j => Data.Cluster![j] == k + 1);
    }

    private static (float[] Response, float[] Exposure) Write(AlmMtaTrainingData data, int folds)
    {
        var journeys = new EncodedJourneys(data, JourneyEncoding.Fit(data));
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        float[] response = new float[data.Rows], exposure = new float[data.Rows * Clusters];
        ExposureResiduals.Fit(journeys, rows, folds, 10, 1).Write(rows, response, exposure);
        return (response, exposure);
    }

    private static AlmMtaTrainingData Flip(AlmMtaTrainingData data, Func<int, bool> which) => new()
    {
        Offsets = data.Offsets, Keys = data.Keys, KeyCardinalities = data.KeyCardinalities, Cluster = data.Cluster, ClusterCount = data.ClusterCount,
        Recency = data.Recency, Context = data.Context, ContextWidth = data.ContextWidth, Label = [.. data.Label.Select((y, i) => y != which(i))], User = data.User,
    };
}
