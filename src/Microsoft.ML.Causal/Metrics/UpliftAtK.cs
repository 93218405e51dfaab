// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>How the top of a ranking, or its bins, are taken when there are two arms.</summary>
public enum UpliftStrategy
{
    /// <summary>One ranking of all rows; the arms' shares within the top are what they are.</summary>
    Overall,

    /// <summary>Each arm is ranked by itself, and the same share taken of each.</summary>
    ByGroup,
}

/// <summary>Uplift at k, and its weighted average over bins of the ranking, as scikit-uplift defines them.</summary>
/// <remarks>
/// <code>
/// uplift@k  = mean outcome of treated − of control rows in the top ⌊k N⌋ (overall) or top ⌊k n₁⌋ and ⌊k n₀⌋ (by group)
/// WAU       = Σ_b n₁_b uplift_b / Σ_b n₁_b   over bins of the ranking, n₁_b treated rows in bin b
/// </code>
/// Unit: that of y. Range [−1, 1] for y in {0, 1}, higher is better. Traps: a cut-off inside rows of equal score takes them in row order
/// (shuffle beforehand, or use <see cref="UpliftCurve"/>); WAU by group hardly depends on the ranking at all. NaN where an arm is empty in the
/// top, or in a bin.
/// </remarks>
public static class UpliftAtK
{
    /// <summary>Uplift in the top share of rows.</summary>
    /// <param name="score">Predicted uplift, one per row; higher is ranked first.</param>
    /// <param name="treatment">Whether the row was treated, one per row.</param>
    /// <param name="outcome">y, one per row.</param>
    /// <param name="share">k. Range (0, 1].</param>
    /// <param name="strategy">One ranking, or one per arm. Default overall.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static double Compute<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<bool> treatment, ReadOnlySpan<T> outcome, double share,
        UpliftStrategy strategy = UpliftStrategy.Overall) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(share > 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of the ranking must lie in (0, 1].");
        (int[] order, bool[] treated, double[] y) = Ranked(score, treatment, outcome);
        if (strategy == UpliftStrategy.Overall)
            return Sums(order.AsSpan(0, (int)(order.Length * share)), treated, y).Effect;

        (int[] treatedRows, int[] controlRows) = Split(order, treated);
        return Combine(
            Sums(treatedRows.AsSpan(0, (int)(treatedRows.Length * share)), treated, y),
            Sums(controlRows.AsSpan(0, (int)(controlRows.Length * share)), treated, y)).Effect;
    }

    /// <summary>Average over bins of the ranking of the uplift in each, weighted by treated rows.</summary>
    /// <param name="score">Predicted uplift, one per row; higher is ranked first.</param>
    /// <param name="treatment">Whether the row was treated, one per row.</param>
    /// <param name="outcome">y, one per row.</param>
    /// <param name="bins">Number of bins, of equal size up to one row. At least 1. Default 10.</param>
    /// <param name="strategy">One ranking, or one per arm. Default overall.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static double WeightedAverage<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<bool> treatment, ReadOnlySpan<T> outcome, int bins = 10,
        UpliftStrategy strategy = UpliftStrategy.Overall) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        (int[] order, bool[] treated, double[] y) = Ranked(score, treatment, outcome);
        (int[] treatedRows, int[] controlRows) = Split(order, treated);
        double sum = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            ArmSums sums = strategy == UpliftStrategy.Overall
                ? Sums(Bin(order, bin, bins), treated, y)
                : Combine(Sums(Bin(treatedRows, bin, bins), treated, y), Sums(Bin(controlRows, bin, bins), treated, y));
            sum += sums.Treated * sums.Effect;
        }

        return sum / treatedRows.Length;
    }

    private static (int[] Order, bool[] Treated, double[] Outcome) Ranked<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<bool> treatment, ReadOnlySpan<T> outcome) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(score.Length, nameof(score));
        MetricInput.SameLength(treatment.Length, score.Length, nameof(treatment));
        MetricInput.SameLength(outcome.Length, score.Length, nameof(outcome));
        return (MetricInput.Descending(MetricInput.Finite(score, nameof(score))), treatment.ToArray(),
            MetricInput.Finite(outcome, nameof(outcome)));
    }

    private static (int[] Treated, int[] Control) Split(int[] order, bool[] treated) =>
        (Array.FindAll(order, row => treated[row]), Array.FindAll(order, row => !treated[row]));

    private static ArmSums Sums(ReadOnlySpan<int> rows, bool[] treated, double[] y)
    {
        ArmSums sums = default;
        foreach (int row in rows)
            sums = sums.Add(treated[row], y[row], 1);
        return sums;
    }

    private static ArmSums Combine(ArmSums a, ArmSums b) => new(
        a.Treated + b.Treated, a.Control + b.Control, a.TreatedOutcome + b.TreatedOutcome, a.ControlOutcome + b.ControlOutcome);

    /// <summary>Bin number <paramref name="bin"/>: the first N mod bins of them hold one row more.</summary>
    private static ReadOnlySpan<int> Bin(int[] rows, int bin, int bins)
    {
        int size = rows.Length / bins, larger = rows.Length % bins;
        int start = bin * size + Math.Min(bin, larger);
        return rows.AsSpan(start, size + (bin < larger ? 1 : 0));
    }
}
