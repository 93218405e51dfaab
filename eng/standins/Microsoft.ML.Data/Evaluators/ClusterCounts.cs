// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>What the clustering metrics are made of, gathered row by row.</summary>
internal sealed class ClusterCounts
{
    private readonly List<(int Cluster, float Distance, float Label, float[] Features)> _rows = [];

    public void Add(int cluster, float distance, float label, float[] features) => _rows.Add((cluster, distance, label, features));

    public double AverageDistance() => _rows.Average(row => (double)row.Distance);

    /// <summary>Mutual information of label and cluster over the entropy of the label; NaN when there is one label only.</summary>
    public double NormalizedMutualInformation()
    {
        double rows = _rows.Count;
        Dictionary<float, double> labels = _rows.GroupBy(row => row.Label).ToDictionary(g => g.Key, g => g.Count() / rows);
        if (labels.Count < 2)
            return double.NaN;
        Dictionary<int, double> clusters = _rows.GroupBy(row => row.Cluster).ToDictionary(g => g.Key, g => g.Count() / rows);
        double information = 0;
        foreach (var pair in _rows.GroupBy(row => (row.Label, row.Cluster)))
        {
            double joint = pair.Count() / rows;
            information += joint * Math.Log(joint / (labels[pair.Key.Label] * clusters[pair.Key.Cluster]));
        }

        return information / -labels.Values.Sum(share => share * Math.Log(share));
    }

    /// <summary>Mean over clusters of the worst ratio of two clusters' spreads to the distance of their means.</summary>
    public double DaviesBouldinIndex(int clusterCount)
    {
        var means = new float[clusterCount][];
        var spreads = new double[clusterCount];
        foreach (var cluster in _rows.GroupBy(row => row.Cluster))
        {
            means[cluster.Key] = Mean([.. cluster.Select(row => row.Features)]);
            spreads[cluster.Key] = cluster.Average(row => Distance(row.Features, means[cluster.Key]));
        }

        double sum = 0;
        for (int i = 0; i < clusterCount; i++)
        {
            double worst = 0;
            for (int j = 0; j < clusterCount; j++)
            {
                if (i != j && means[i] is not null && means[j] is not null)
                    worst = Math.Max(worst, (spreads[i] + spreads[j]) / Distance(means[i], means[j]));
            }

            sum += worst;
        }

        return sum / clusterCount;
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum());

    private static float[] Mean(float[][] rows)
    {
        var sum = new double[rows[0].Length];
        foreach (float[] row in rows)
        for (int f = 0; f < row.Length; f++)
            sum[f] += row[f];
        return [.. sum.Select(value => (float)(value / rows.Length))];
    }
}
