// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Pipeline;

[TestClass]
public class ExposurePropensitiesTests
{
    [TestMethod]
    public void Fit_ExposureThatFollowsTheContext_FindsItsPropensities()
    {
        const int Rows = 3000, Clusters = 4;
        var random = new RandomStream(1, "exposure");
        var context = new float[2 * Rows];
        random.FillGaussian(context.AsSpan(), 1);
        int[] cluster = new int[2 * Rows], offsets = [.. Enumerable.Range(0, Rows + 1).Select(i => 2 * i)];
        var truth = new double[2 * Rows];
        for (int j = 0; j < cluster.Length; j++)
        {
            // Two clusters for each half of the plane: P = σ(±2 x₀)/2.
            double right = 1 / (1 + Math.Exp(-2 * context[j / 2 * 2]));
            bool goesRight = random.NextDouble() < right;
            cluster[j] = 1 + (goesRight ? 0 : 2) + random.NextInteger(2);
            truth[j] = Math.Log((goesRight ? right : 1 - right) / 2);
        }

        AlmMtaTrainingData data = new()
        {
            Offsets = offsets, Keys = [cluster], KeyCardinalities = [Clusters], Cluster = cluster, ClusterCount = Clusters,
            Recency = AlmMtaTrainingData.RecencyOf(offsets), Context = context, ContextWidth = 2, Label = [.. Enumerable.Range(0, Rows).Select(i => i % 2 == 0)],
        };
        float[] log = ExposurePropensities.Fit(new MLContext(1), data, 1);

        // A hundred trees on 3,000 touches: the order is clear, and the mean ratio is within a few hundredths of what it should be.
        double[] found = Array.ConvertAll(log, value => (double)value);
        Assert.IsGreaterThan(.85, RankCorrelation.Spearman(found, truth));
        Assert.AreEqual(truth.Average(), found.Average(), .1);
    }
}
