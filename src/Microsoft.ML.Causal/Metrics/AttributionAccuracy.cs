// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How near the effects of touches come to the true ones; needs the truth, so simulated data only.</summary>
/// <remarks>
/// <code>
/// Spearman: mean over rows of the rank correlation of Δ̂ and Δ within the row, over rows of two or more touches whose truth varies
/// PEHE:     √( 1/m · Σ_j (Δ̂_j − Δ_j)² ) over all m touches
/// slope:    cov(Δ̂, Δ)/var(Δ̂), the least-squares slope of the truth on the estimate, over all touches
/// ratio:    Σ Δ̂_j / Σ Δ_j
/// </code>
/// A row whose estimates are all alike counts as correlation 0: it has been ranked by nobody. A slope under 1 says that effects are
/// too far apart, a ratio over 1 that they are too large. Orders within a row can be right while both are wrong.
/// </remarks>
/// <param name="Spearman">Mean rank correlation within rows, in [−1, 1], higher is better; NaN without such rows.</param>
/// <param name="Pehe">In probability, lower is better.</param>
/// <param name="Slope">Ideally 1; NaN when all estimates are alike.</param>
/// <param name="Ratio">Ideally 1; NaN when the true effects add up to 0.</param>
/// <param name="RankedRows">Rows behind <paramref name="Spearman"/>.</param>
public sealed record AttributionAccuracy(double Spearman, double Pehe, double Slope, double Ratio, int RankedRows)
{
    /// <summary>Computes the four numbers.</summary>
    /// <param name="estimate">Δ̂ of each touch, row after row.</param>
    /// <param name="truth">Δ of each touch.</param>
    /// <param name="offsets">First touch of each row, then the number of touches.</param>
    /// <exception cref="ArgumentException">There is no touch, lengths differ, a value is not finite, or the offsets do not fit.</exception>
    public static AttributionAccuracy Compute(ReadOnlySpan<float> estimate, ReadOnlySpan<float> truth, ReadOnlySpan<int> offsets)
    {
        MetricInput.NotEmpty(estimate.Length, nameof(estimate));
        MetricInput.SameLength(truth.Length, estimate.Length, nameof(truth));
        JourneyOffsets.Check(offsets, estimate.Length, nameof(offsets));
        double[] predicted = MetricInput.Finite(estimate, nameof(estimate)), actual = MetricInput.Finite(truth, nameof(truth));

        double correlation = 0;
        int rows = 0;
        for (int i = 0; i + 1 < offsets.Length; i++)
        {
            double[] a = predicted[offsets[i]..offsets[i + 1]], b = actual[offsets[i]..offsets[i + 1]];
            if (b.Length < 2 || b.All(value => value == b[0]))
                continue;
            double row = RankCorrelation.Spearman(a, b);
            correlation += double.IsNaN(row) ? 0 : row;
            rows++;
        }

        double meanPredicted = predicted.Average(), meanActual = actual.Average(), covariance = 0, variance = 0;
        for (int j = 0; j < predicted.Length; j++)
        {
            covariance += (predicted[j] - meanPredicted) * (actual[j] - meanActual);
            variance += (predicted[j] - meanPredicted) * (predicted[j] - meanPredicted);
        }

        return new(
            rows > 0 ? correlation / rows : double.NaN, RootPehe.Compute(estimate, truth), variance > 0 ? covariance / variance : double.NaN,
            meanActual != 0 ? meanPredicted / meanActual : double.NaN, rows);
    }
}
