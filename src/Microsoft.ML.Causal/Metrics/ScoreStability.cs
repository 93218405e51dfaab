// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>How alike two runs (seeds) of one method score the same items.</summary>
/// <remarks>
/// The first three compare item by item; the last two compare the runs' histograms only, and may call two runs alike whose rankings
/// disagree: never show attribution stability by them alone.
/// </remarks>
/// <param name="Spearman">Correlation of mid-ranks, in [−1, 1], higher is better; NaN when a run is constant.</param>
/// <param name="KendallTauB">Concordant less discordant pairs, corrected for ties, in [−1, 1], higher is better; NaN likewise.</param>
/// <param name="TopJaccard">Share of common items in the union of the two top-k sets, in [0, 1], higher is better.</param>
/// <param name="Wasserstein">W₁ between the distributions of scores, in the scores' unit, lower is better.</param>
/// <param name="KolmogorovSmirnov">Largest distance between the distribution functions, in [0, 1], lower is better.</param>
public sealed record ScoreStability(
    double Spearman, double KendallTauB, double TopJaccard, double Wasserstein, double KolmogorovSmirnov)
{
    /// <summary>Compares two runs.</summary>
    /// <param name="first">Scores of the first run, one per item.</param>
    /// <param name="second">Scores of the second run, for the same items.</param>
    /// <param name="top">k of the top-k sets; equal scores at its border are taken in item order. Range [1, items].</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static ScoreStability Compare<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second, int top)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(first.Length, nameof(first));
        MetricInput.SameLength(second.Length, first.Length, nameof(second));
        if (top < 1 || top > first.Length)
            throw new ArgumentOutOfRangeException(nameof(top), top, $"The top must hold from 1 to all {first.Length} items.");

        double[] a = MetricInput.Finite(first, nameof(first)), b = MetricInput.Finite(second, nameof(second));
        int[] topA = MetricInput.Descending(a)[..top], topB = MetricInput.Descending(b)[..top];
        int common = topA.Intersect(topB).Count();

        double[] sortedA = [.. a], sortedB = [.. b];
        Array.Sort(sortedA);
        Array.Sort(sortedB);
        double distance = 0;
        for (int i = 0; i < a.Length; i++)
            distance += Math.Abs(sortedA[i] - sortedB[i]) / a.Length;

        return new(RankCorrelation.Spearman(a, b), RankCorrelation.KendallTauB(a, b), common / (2.0 * top - common), distance,
            LargestGap(sortedA, sortedB));
    }

    /// <summary>Mean over items of the coefficient of variation over runs: sample deviation ÷ |mean|, lower is better.</summary>
    /// <param name="runs">At least two runs, each with one score per item. Items whose mean is 0 are left out; NaN when all are.</param>
    /// <exception cref="ArgumentException">There are fewer than two runs, or they differ in length.</exception>
    public static double MeanCoefficientOfVariation(IReadOnlyList<double[]> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count < 2)
            throw new ArgumentException($"A variation needs at least two runs; found {runs.Count}.", nameof(runs));
        foreach (double[] run in runs)
            MetricInput.SameLength(run.Length, runs[0].Length, nameof(runs));

        double sum = 0;
        int items = 0;
        for (int i = 0; i < runs[0].Length; i++)
        {
            double mean = runs.Average(run => run[i]);
            if (mean == 0)
                continue;
            sum += Math.Sqrt(runs.Sum(run => (run[i] - mean) * (run[i] - mean)) / (runs.Count - 1)) / Math.Abs(mean);
            items++;
        }

        return items > 0 ? sum / items : double.NaN;
    }

    private static double LargestGap(double[] a, double[] b)
    {
        double gap = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            double value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == value)
                i++;
            while (j < b.Length && b[j] == value)
                j++;
            gap = Math.Max(gap, Math.Abs(i - j) / (double)a.Length);
        }

        return gap;
    }
}
