// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.Conformance;

[TestClass]
public class KMeansTests
{
    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    // Three well separated squares of points around (0, 0), (10, 0) and (0, 10).
    private static Point[] Points()
    {
        var random = new Random(11);
        (float X, float Y)[] centres = [(0, 0), (10, 0), (0, 10)];
        return [.. Enumerable.Range(0, 300).Select(i => new Point
        {
            Features = [centres[i % 3].X + (float)random.NextDouble() - 0.5f, centres[i % 3].Y + (float)random.NextDouble() - 0.5f],
        })];
    }

    [TestMethod]
    public void Clusters_ThatAreFarApart_AreFound()
    {
        var ml = new MLContext(seed: 1);
        IDataView view = ml.Data.LoadFromEnumerable(Points());

        var model = ml.Clustering.Trainers.KMeans(numberOfClusters: 3).Fit(view);
        IDataView scored = model.Transform(view);
        uint[] label = scored.Values<uint>("PredictedLabel");
        float[][] distance = scored.Vectors<float>("Score");

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), scored.Schema["PredictedLabel"].Type);
        Assert.AreEqual(3, label.Take(3).Distinct().Count());
        for (int i = 0; i < 300; i++)
        {
            Assert.AreEqual(label[i % 3], label[i]);
            Assert.AreEqual(3, distance[i].Length);
            Assert.AreEqual((int)label[i] - 1, Array.IndexOf(distance[i], distance[i].Min()));
        }
    }

    [TestMethod]
    public void Centroids_AreTheMeans_AndScoresSquaredDistances()
    {
        var ml = new MLContext(seed: 1);
        Point[] points = Points();
        IDataView view = ml.Data.LoadFromEnumerable(points);
        var model = ml.Clustering.Trainers.KMeans(numberOfClusters: 3).Fit(view);
        IDataView scored = model.Transform(view);
        uint first = scored.Values<uint>("PredictedLabel")[0];

        VBuffer<float>[] centroids = [];
        model.Model.GetClusterCentroids(ref centroids, out int k);
        float[] centre = [.. centroids[first - 1].DenseValues()];
        Point[] members = [.. points.Where((_, i) => i % 3 == 0)];

        Assert.AreEqual(3, k);
        for (int j = 0; j < 2; j++)
            Assert.AreEqual(members.Average(point => point.Features[j]), centre[j], 1e-4);
        double squared = Math.Pow(points[0].Features[0] - centre[0], 2) + Math.Pow(points[0].Features[1] - centre[1], 2);
        // Distances come from |x|² − 2x·c + |c|² in single precision, numbers of size one.
        Assert.AreEqual(squared, scored.Vectors<float>("Score")[0][first - 1], 1e-4);
    }

    [TestMethod]
    public void Training_SameSeed_GivesTheSameClusters()
    {
        uint[] Labels()
        {
            var ml = new MLContext(seed: 3);
            IDataView view = ml.Data.LoadFromEnumerable(Points());
            return ml.Clustering.Trainers.KMeans(numberOfClusters: 5).Fit(view).Transform(view).Values<uint>("PredictedLabel");
        }

        CollectionAssert.AreEqual(Labels(), Labels());
    }
}
