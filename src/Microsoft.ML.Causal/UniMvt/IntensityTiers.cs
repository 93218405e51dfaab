// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The typical intensities of treated rows: centres of their clusters, or quantiles where they do not cluster.</summary>
/// <param name="Centres">Rising.</param>
/// <param name="Cluster">Whether the intensities fall in 2 or more clusters.</param>
internal sealed record IntensityTiers(float[] Centres, bool Cluster)
{
    private const int Bins = 512;

    /// <summary>A dip counts as a gap between two clusters where the density falls below this share of the lower peak.</summary>
    private const double Dip = 0.75;

    /// <summary>And by more than this number of standard deviations.</summary>
    private const double Deviations = 4.5;

    /// <summary>Fewer treated rows than this share are no cluster of their own.</summary>
    private const double LeastShare = 0.02;

    /// <summary>Finds the clusters as peaks of a kernel density.</summary>
    /// <param name="intensities">Treated rows only.</param>
    /// <param name="most">Largest number of clusters.</param>
    public static IntensityTiers Find(ReadOnlySpan<float> intensities, int most)
    {
        float[] sorted = intensities.ToArray();
        Array.Sort(sorted);
        float[] distinct = Distinct(sorted, most);
        if (distinct.Length <= most)
            return new(distinct, distinct.Length > 1);

        float[] centres = Peaks(sorted);
        return centres.Length >= 2 && centres.Length <= most
            ? new(centres, true)
            : new([.. new[] { 0.1, 0.3, 0.5, 0.7, 0.9 }.Select(share => sorted[(int)(share * sorted.Length)])], false);
    }

    /// <summary>Index of the centre nearest to <paramref name="intensity"/>.</summary>
    public static int Nearest(ReadOnlySpan<float> centres, float intensity)
    {
        int nearest = 0;
        for (int k = 1; k < centres.Length; k++)
        {
            if (Math.Abs(centres[k] - intensity) < Math.Abs(centres[nearest] - intensity))
                nearest = k;
        }

        return nearest;
    }

    // Stops after one more than asked for.
    private static float[] Distinct(float[] sorted, int most)
    {
        var values = new List<float>();
        foreach (float value in sorted)
        {
            if (values.Count == 0 || value != values[^1])
                values.Add(value);
            if (values.Count > most)
                break;
        }

        return [.. values];
    }

    private static float[] Peaks(float[] sorted)
    {
        double low = sorted[0], step = (sorted[^1] - low) / (Bins - 1);
        double[] density = Density(sorted, low, step);

        // Walks over the density and cuts it wherever it dipped far enough below the peaks on both sides.
        var cuts = new List<int>();
        int peak = 0, valley = 0;
        for (int i = 1; i < Bins; i++)
        {
            if (density[i] < density[valley])
                valley = i;
            if (IsGap(density[valley], Math.Min(density[peak], density[i])))
            {
                cuts.Add(valley);
                peak = valley = i;
            }
            else if (density[i] > density[peak])
            {
                peak = valley = i;
            }
        }

        return Means(sorted, [.. cuts.Select(cut => (float)(low + step * cut))]);
    }

    // Deep enough, and deeper than chance: a sum of Gaussian weights of height 1 has a variance of 1/√2 of itself.
    private static bool IsGap(double valley, double peak) =>
        valley < Dip * peak && peak - valley > Deviations * Math.Sqrt((peak + valley) / Math.Sqrt(2));

    // Means between the cuts, after cuts that part off too little are gone: a clipped distribution has a spike at its end.
    private static float[] Means(float[] sorted, List<float> cuts)
    {
        while (true)
        {
            int[] ends = [.. cuts.Select(cut => Array.FindIndex(sorted, t => t >= cut)), sorted.Length];
            int[] starts = [0, .. ends[..^1]];
            int small = Enumerable.Range(0, ends.Length).FirstOrDefault(k => ends[k] - starts[k] < LeastShare * sorted.Length, -1);
            if (small < 0 || cuts.Count == 0)
                return [.. starts.Zip(ends, (start, end) => (float)sorted[start..end].Average(t => (double)t))];

            cuts.RemoveAt(Math.Min(small, cuts.Count - 1));
        }
    }

    private static double[] Density(float[] sorted, double low, double step)
    {
        double mean = sorted.Average(t => (double)t);
        double deviation = Math.Sqrt(sorted.Average(t => (t - mean) * (t - mean)));
        double spread = (sorted[(int)(0.75 * (sorted.Length - 1))] - sorted[sorted.Length / 4]) / 1.34;

        // Silverman's rule is made for one bump; several need less smoothing.
        double bandwidth = 0.4 * 0.9 * (spread > 0 ? Math.Min(deviation, spread) : deviation) * Math.Pow(sorted.Length, -0.2);
        var counts = new double[Bins];
        foreach (float t in sorted)
            counts[(int)Math.Round((t - low) / step)]++;

        int reach = Math.Clamp((int)Math.Ceiling(3 * bandwidth / step), 1, Bins);
        var density = new double[Bins];
        for (int i = 0; i < Bins; i++)
        for (int j = Math.Max(0, i - reach); j <= Math.Min(Bins - 1, i + reach); j++)
        {
            double distance = (i - j) * step / bandwidth;
            density[i] += counts[j] * Math.Exp(-0.5 * distance * distance);
        }

        return density;
    }
}
