// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>gAUUC of attribution scores against reference contributions, within buckets (ALM-MTA, eq. 18-20).</summary>
/// <remarks>
/// <code>
/// AUUC_b = 1/N_b · Σ_k U_b(k)/Z_b,   U_b(k) = Σ of φ over the top k of bucket b by score,   Z_b = Σ |φ|
/// gAUUC  = Σ_b N_b AUUC_b / Σ_b N_b
/// </code>
/// Unitless, higher is better. The scale depends on φ alone: where all φ are equal every ranking has (N + 1)/(2N), so a number means
/// nothing without <see cref="Random"/> and <see cref="Perfect"/> beside it; <see cref="Normalised"/> sets them to 0 and 1. Buckets with
/// Z_b = 0 are left out, and counted. Items of equal score share their φ evenly, which is the mean over their orders.
/// </remarks>
/// <param name="Value">gAUUC; NaN when every bucket was skipped.</param>
/// <param name="Perfect">gAUUC of ranking by φ itself.</param>
/// <param name="Random">Expected gAUUC of a random ranking.</param>
/// <param name="Worst">gAUUC of ranking by −φ.</param>
/// <param name="Buckets">AUUC of each bucket that entered, by rising bucket number.</param>
/// <param name="SkippedBuckets">Number of buckets left out because all their φ are 0.</param>
public sealed record GroupedAttributionAuuc(
    double Value, double Perfect, double Random, double Worst, IReadOnlyList<double> Buckets, int SkippedBuckets)
{
    /// <summary>(gAUUC − random)/(perfect − random); NaN where every ranking scores alike.</summary>
    public double Normalised => Perfect - Random > 1e-12 ? (Value - Random) / (Perfect - Random) : double.NaN;

    /// <summary>Computes gAUUC and its bounds.</summary>
    /// <param name="bucket">Bucket of each item, any numbers.</param>
    /// <param name="score">Attribution score, one per item; higher is ranked first.</param>
    /// <param name="contribution">φ, reference contribution, one per item, signed.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static GroupedAttributionAuuc Compute<T>(ReadOnlySpan<int> bucket, ReadOnlySpan<T> score, ReadOnlySpan<T> contribution)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(score.Length, nameof(score));
        MetricInput.SameLength(bucket.Length, score.Length, nameof(bucket));
        MetricInput.SameLength(contribution.Length, score.Length, nameof(contribution));
        double[] s = MetricInput.Finite(score, nameof(score)), phi = MetricInput.Finite(contribution, nameof(contribution));
        int[] keys = bucket.ToArray();

        double value = 0, perfect = 0, random = 0, worst = 0, items = 0;
        List<double> buckets = [];
        int skipped = 0;
        foreach (IGrouping<int, int> rows in Enumerable.Range(0, keys.Length).GroupBy(i => keys[i]).OrderBy(rows => rows.Key))
        {
            int[] members = [.. rows];
            double[] scores = Array.ConvertAll(members, i => s[i]), contributions = Array.ConvertAll(members, i => phi[i]);
            double scale = contributions.Sum(Math.Abs);
            if (scale == 0)
            {
                skipped++;
                continue;
            }

            int n = members.Length;
            double auuc = MeanCumulative(scores, contributions) / scale;
            buckets.Add(auuc);
            items += n;
            value += n * auuc;
            perfect += n * MeanCumulative(contributions, contributions) / scale;
            worst += n * MeanCumulative(Array.ConvertAll(contributions, c => -c), contributions) / scale;
            random += contributions.Sum() * (n + 1) / (2 * scale);
        }

        return new(value / items, perfect / items, random / items, worst / items, buckets, skipped);
    }

    private static double MeanCumulative(double[] score, double[] phi)
    {
        int[] order = MetricInput.Descending(score);
        double cumulative = 0, sum = 0;
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            double run = 0;
            for (; end < order.Length && score[order[end]] == score[order[start]]; end++)
                run += phi[order[end]];
            // Σ_{j=1..m} (U + run·j/m) over the m items of the run.
            int m = end - start;
            sum += m * cumulative + run * (m + 1) / 2;
            cumulative += run;
            start = end;
        }

        return sum / order.Length;
    }
}
