// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Areas under cumulative slope curves on a coarse grid of row counts, as the fklearn library defines them.</summary>
/// <remarks>
/// <code>
/// k_1 = MinRows, k_{j+1} = k_j + ⌊N/Steps⌋, last k = N;   Δ_1 = k_1, Δ_j = k_j − k_{j−1};   β_j = slope over the top k_j rows
/// Effect       = Σ_j |β_j − β| Δ_j/N
/// Gain         = Σ_j β_j (k_j/N) (Δ_j/N)
/// RelativeGain = Σ_j (β_j − β) (k_j/N) (Δ_j/N)
/// </code>
/// Gain and RelativeGain are signed and per row: their counterparts on the full grid are CS-AUUC ÷ N and CS-Qini ÷ N of
/// <see cref="CumulativeSlope"/>, the better choice unless numbers must be compared with published ones. The area of the effect
/// curve takes absolute values, so a wrong ranking can score high. Rows of equal score keep the order of the rows.
/// </remarks>
/// <param name="Effect">Area between the effect curve and the slope over all rows, unsigned, in outcome per unit of intensity.</param>
/// <param name="Gain">Signed area under the gain curve, in outcome per unit of intensity.</param>
/// <param name="RelativeGain">Signed area between the gain curve and a random ranking's, in outcome per unit of intensity.</param>
public sealed record SteppedCumulativeEffect(double Effect, double Gain, double RelativeGain)
{
    /// <summary>Computes the three areas.</summary>
    /// <param name="score">Predicted unit uplift, one per row; higher is ranked first.</param>
    /// <param name="intensity">t, one per row.</param>
    /// <param name="outcome">y, one per row.</param>
    /// <param name="minRows">Rows of the first point. Range [2, N]. Default 30.</param>
    /// <param name="steps">Number of steps that N is divided into. Range [1, N]. Default 100.</param>
    /// <exception cref="ArgumentException">The spans differ in length or hold values that are not finite.</exception>
    /// <exception cref="InvalidOperationException">The intensity does not vary within the rows of some point.</exception>
    public static SteppedCumulativeEffect Compute<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<T> intensity, ReadOnlySpan<T> outcome, int minRows = 30, int steps = 100)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int n = score.Length;
        MetricInput.NotEmpty(n, nameof(score));
        MetricInput.SameLength(intensity.Length, n, nameof(intensity));
        MetricInput.SameLength(outcome.Length, n, nameof(outcome));
        if (minRows < 2 || minRows > n)
            throw new ArgumentOutOfRangeException(nameof(minRows), minRows, $"The first point must hold from 2 to all {n} rows.");
        if (steps < 1 || steps > n)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"The number of steps must be from 1 to the {n} rows.");

        int[] order = MetricInput.Descending(MetricInput.Finite(score, nameof(score)));
        double[] t = MetricInput.Finite(intensity, nameof(intensity)), y = MetricInput.Finite(outcome, nameof(outcome));
        double global = Slope(order, t, y, n);
        double effect = 0, gain = 0, relative = 0;
        for (int rows = minRows, previous = 0; ; rows = Math.Min(rows + n / steps, n))
        {
            double slope = Slope(order, t, y, rows), step = (rows - previous) / (double)n, share = rows / (double)n;
            effect += Math.Abs(slope - global) * step;
            gain += slope * share * step;
            relative += (slope - global) * share * step;
            previous = rows;
            if (rows == n)
                return new SteppedCumulativeEffect(effect, gain, relative);
        }
    }

    private static double Slope(int[] order, double[] t, double[] y, int rows)
    {
        double meanT = 0, meanY = 0, covariance = 0, variance = 0;
        for (int k = 0; k < rows; k++)
        {
            meanT += t[order[k]] / rows;
            meanY += y[order[k]] / rows;
        }

        for (int k = 0; k < rows; k++)
        {
            covariance += (t[order[k]] - meanT) * (y[order[k]] - meanY);
            variance += (t[order[k]] - meanT) * (t[order[k]] - meanT);
        }

        return variance > 0
            ? covariance / variance
            : throw new InvalidOperationException($"The intensity is the same in all of the top {rows} rows; raise minRows.");
    }
}
