// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers;

/// <summary>Lloyd's k-means on plain rows, started by k-means++ or by random rows.</summary>
internal sealed class KMeansCore(int clusters, int mostIterations, float tolerance, bool spreadStart, Random random)
{
    /// <param name="rows">The rows, all of one length.</param>
    /// <param name="weights">Weight of each row; empty when every row weighs 1.</param>
    /// <returns>The centroids.</returns>
    public float[][] Fit(IReadOnlyList<float[]> rows, float[] weights)
    {
        float[][] centroids = Start(rows, weights);
        double before = double.PositiveInfinity;
        for (int iteration = 0; iteration < mostIterations; iteration++)
        {
            double score = Step(rows, weights, centroids);
            if (!(before - score > tolerance * Math.Max(score, 1e-30)))
                break;
            before = score;
        }

        return centroids;
    }

    /// <summary>Squared Euclidean distance.</summary>
    public static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }

    private float[][] Start(IReadOnlyList<float[]> rows, float[] weights)
    {
        var chosen = new List<float[]> { rows[random.Next(rows.Count)] };
        var nearest = new double[rows.Count];
        Array.Fill(nearest, double.PositiveInfinity);
        while (chosen.Count < clusters)
        {
            double total = 0;
            for (int i = 0; i < rows.Count; i++)
            {
                nearest[i] = Math.Min(nearest[i], Distance(rows[i], chosen[^1]));
                total += nearest[i] * (weights.Length == 0 ? 1 : weights[i]);
            }

            // Rows that all coincide with a centroid leave nothing to choose by distance.
            int next = spreadStart && total > 0 ? Draw(nearest, weights, total) : random.Next(rows.Count);
            chosen.Add(rows[next]);
        }

        return [.. chosen.Select(row => row.ToArray())];
    }

    private int Draw(double[] nearest, float[] weights, double total)
    {
        double at = random.NextDouble() * total;
        int last = 0;
        for (int i = 0; i < nearest.Length; i++)
        {
            double mass = nearest[i] * (weights.Length == 0 ? 1 : weights[i]);
            if (mass <= 0)
                continue;
            last = i;
            at -= mass;
            if (at < 0)
                break;
        }

        return last;
    }

    /// <summary>Assigns every row, moves the centroids to the means, and returns the mean squared distance before the move.</summary>
    private double Step(IReadOnlyList<float[]> rows, float[] weights, float[][] centroids)
    {
        var sums = new double[clusters][];
        for (int k = 0; k < clusters; k++)
            sums[k] = new double[centroids[k].Length];
        var mass = new double[clusters];
        double score = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            (int k, double distance) = Nearest(rows[i], centroids);
            double weight = weights.Length == 0 ? 1 : weights[i];
            mass[k] += weight;
            score += weight * distance;
            for (int f = 0; f < rows[i].Length; f++)
                sums[k][f] += weight * rows[i][f];
        }

        for (int k = 0; k < clusters; k++)
        for (int f = 0; mass[k] > 0 && f < sums[k].Length; f++)
            centroids[k][f] = (float)(sums[k][f] / mass[k]);
        return score / Math.Max(mass.Sum(), 1e-30);
    }

    private static (int Cluster, double Distance) Nearest(float[] row, float[][] centroids)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int k = 0; k < centroids.Length; k++)
        {
            double distance = Distance(row, centroids[k]);
            if (distance < least)
                (best, least) = (k, distance);
        }

        return (best, least);
    }
}
