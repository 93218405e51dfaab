// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Q, the CS-Qini of a ranking computed from the true unit uplift: no outcome noise, so simulated data only.</summary>
/// <remarks>
/// <code>Q = R · ∫₀¹ φ ( τ̄(φ) − τ̄ ) dφ,   trapezoid over φ = k/N, k = 0..N</code>
/// with τ̄(φ) the mean true unit uplift in the top φ by predicted unit uplift, τ̄ that of all rows, and R the number of rows it is scaled
/// to. Unit: expected extra responses per unit of intensity, summed over R rows, averaged over all cut-offs. 0 for a random ranking,
/// negative for a wrong one, highest for the true order; higher is better. It sees ranks only: read it with <see cref="RootPehe"/>.
/// <see cref="CumulativeSlope"/> estimates the same quantity from outcomes, with noise that hides differences between good models.
/// </remarks>
public static class NoiseFreeCsQini
{
    /// <summary>The number of rows that the published tables are scaled to.</summary>
    public const int PublishedRows = 8000;

    /// <summary>Computes Q; rows of equal score form one step of the curve.</summary>
    /// <param name="score">Predicted unit uplift, one per row; higher is ranked first.</param>
    /// <param name="unitUplift">τ, true unit uplift, one per row.</param>
    /// <param name="scaleRows">R, rows that the number is scaled to. Above 0. Default 8,000; 1 gives the number per row.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static double Compute<T>(ReadOnlySpan<T> score, ReadOnlySpan<T> unitUplift, double scaleRows = PublishedRows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(score.Length, nameof(score));
        MetricInput.SameLength(unitUplift.Length, score.Length, nameof(unitUplift));
        if (!(scaleRows > 0))
            throw new ArgumentOutOfRangeException(nameof(scaleRows), scaleRows, "The rows that Q is scaled to must be above 0.");
        double[] s = MetricInput.Finite(score, nameof(score));
        double[] tau = MetricInput.Finite(unitUplift, nameof(unitUplift));
        int[] order = MetricInput.Descending(s);
        bool[] ends = MetricInput.GroupEnds(s, order);

        double mean = 0;
        foreach (double value in tau)
            mean += value / tau.Length;

        double sum = 0, excess = 0, previous = 0;
        int from = 0;
        for (int k = 0; k < order.Length; k++)
        {
            excess += tau[order[k]] - mean;
            if (!ends[k])
                continue;
            sum += (excess + previous) / 2 * (k + 1 - from);
            previous = excess;
            from = k + 1;
        }

        // One 1/N turns the sum of effects into φ τ̄(φ), the other is dφ.
        return scaleRows * sum / ((double)order.Length * order.Length);
    }
}
