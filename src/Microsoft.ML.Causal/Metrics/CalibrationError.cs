// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>How the rows are put into bins.</summary>
public enum CalibrationBinning
{
    /// <summary>Bins of equal width over [0, 1]; the last includes 1. Empty bins are left out.</summary>
    EqualWidth,

    /// <summary>Bins of nearly equal weight, by rank of the prediction; equal predictions stay in one bin.</summary>
    EqualMass,
}

/// <summary>Expected and maximum calibration error.</summary>
/// <remarks>
/// <code>ECE = Σ_b W_b/W · | p̄_b − ȳ_b |,   MCE = max_b | p̄_b − ȳ_b |</code>
/// with p̄_b the mean prediction and ȳ_b the share of positives in bin b (Naeini, Cooper and Hauskrecht 2015). Unit: probability. Range
/// [0, 1], lower is better. Traps: the number depends on the bins; it is biased upwards by noise (a perfect model has an ECE of about
/// 0.8 √(p(1 − p) B/N)); equal-width bins put all rows of a rare-event model in the first bin, where equal mass tells more.
/// </remarks>
public static class CalibrationError
{
    /// <summary>Computes both errors and the bins.</summary>
    /// <param name="probability">p = P(y = 1), one per row, in [0, 1].</param>
    /// <param name="label">y, one per row.</param>
    /// <param name="bins">B, number of bins. At least 1. Default 10.</param>
    /// <param name="binning">How rows are put into bins. Default equal width.</param>
    /// <param name="weight">w, one per row, at least 0; empty means 1.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values out of range.</exception>
    public static CalibrationMetrics Compute<T>(
        ReadOnlySpan<T> probability, ReadOnlySpan<bool> label, int bins = 10, CalibrationBinning binning = CalibrationBinning.EqualWidth,
        ReadOnlySpan<T> weight = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(probability.Length, nameof(probability));
        MetricInput.SameLength(label.Length, probability.Length, nameof(label));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] p = MetricInput.Probabilities(probability, nameof(probability));
        double[] w = MetricInput.Weights(weight, p.Length, nameof(weight));
        int[] bin = binning == CalibrationBinning.EqualWidth ? EqualWidth(p, bins) : EqualMass(p, w, bins);

        double[] predicted = new double[bins], observed = new double[bins], weights = new double[bins];
        int[] rows = new int[bins];
        double total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            predicted[bin[i]] += w[i] * p[i];
            observed[bin[i]] += label[i] ? w[i] : 0;
            weights[bin[i]] += w[i];
            rows[bin[i]]++;
            total += w[i];
        }

        List<CalibrationBin> filled = [];
        double expected = 0, maximum = 0;
        for (int b = 0; b < bins; b++)
        {
            if (!(weights[b] > 0))
                continue;
            filled.Add(new CalibrationBin(predicted[b] / weights[b], observed[b] / weights[b], weights[b], rows[b]));
            double gap = Math.Abs(predicted[b] - observed[b]);
            expected += gap / total;
            maximum = Math.Max(maximum, gap / weights[b]);
        }

        return new CalibrationMetrics(expected, maximum, filled);
    }

    private static int[] EqualWidth(double[] p, int bins)
    {
        int[] bin = new int[p.Length];
        for (int i = 0; i < p.Length; i++)
            bin[i] = Math.Min((int)(p[i] * bins), bins - 1);
        return bin;
    }

    private static int[] EqualMass(double[] p, double[] w, int bins)
    {
        double total = 0;
        foreach (double weight in w)
            total += weight;

        int[] order = MetricInput.Descending(p);
        Array.Reverse(order);
        int[] bin = new int[p.Length];
        double below = 0;
        for (int k = 0; k < order.Length;)
        {
            // A run of equal predictions goes, whole, where its middle falls.
            int end = k;
            double run = 0;
            for (; end < order.Length && p[order[end]] == p[order[k]]; end++)
                run += w[order[end]];
            int target = Math.Min((int)((below + run / 2) / total * bins), bins - 1);
            for (; k < end; k++)
                bin[order[k]] = target;
            below += run;
        }

        return bin;
    }
}
