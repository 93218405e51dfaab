// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Whether journeys could have had other touches: how far the exposure of each touch depends on the context.</summary>
/// <remarks>
/// <code>ratio_j = P(k_j)/P(k_j|x),   w_i = clip((Π_j ratio_j)^(1/L), lo, hi),   ESS = (Σw)²/Σw²</code>
/// Ratios near 1 mean exposures as if by chance. A touch with a large ratio was unlikely for its row; one with a small ratio is hardly
/// ever absent from rows like it, and nothing tells how they would do without it.
/// </remarks>
/// <param name="Rows">Rows.</param>
/// <param name="Touches">Touches.</param>
/// <param name="LeastPropensity">Least P(k_j|x), in [0, 1]; NaN without touches.</param>
/// <param name="UnlikelyShare">Share of the touches with a ratio above the upper bound, in [0, 1]; NaN without touches.</param>
/// <param name="NearCertainShare">Share of the touches with a ratio below the lower bound, in [0, 1]; NaN without touches.</param>
/// <param name="ClippedRows">Rows whose weight lay outside the bounds.</param>
/// <param name="EffectiveSampleSize">ESS of the weights, in rows.</param>
public sealed record ExposureOverlap(
    int Rows, int Touches, double LeastPropensity, double UnlikelyShare, double NearCertainShare, int ClippedRows, double EffectiveSampleSize)
{
    /// <summary>Computes the overlap. Use propensities of a model that has not seen the rows.</summary>
    /// <param name="offsets">First touch of each row, then the number of touches.</param>
    /// <param name="logMarginal">log P(k_j) of each touch.</param>
    /// <param name="logPropensity">log P(k_j|x) of each touch.</param>
    /// <param name="low">Lower bound of ratios and weights. Range (0, 1]. Default 0.2.</param>
    /// <param name="high">Upper bound of ratios and weights. Range [1, ∞). Default 5.</param>
    /// <exception cref="ArgumentException">There is no row, lengths differ, a value is not finite, or the offsets do not fit.</exception>
    public static ExposureOverlap Compute(
        ReadOnlySpan<int> offsets, ReadOnlySpan<double> logMarginal, ReadOnlySpan<double> logPropensity, double low = 0.2, double high = 5)
    {
        if (!(low is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(low), low, "The lower bound of exposure ratios must be greater than 0 and at most 1.");
        if (!(high >= 1 && double.IsFinite(high)))
            throw new ArgumentOutOfRangeException(nameof(high), high, "The upper bound of exposure ratios must be finite and at least 1.");
        MetricInput.NotEmpty(offsets.Length - 1, nameof(offsets));
        MetricInput.SameLength(logPropensity.Length, logMarginal.Length, nameof(logPropensity));
        JourneyOffsets.Check(offsets, logMarginal.Length, nameof(offsets));
        double[] marginal = MetricInput.Finite(logMarginal, nameof(logMarginal)), propensity = MetricInput.Finite(logPropensity, nameof(logPropensity));

        int m = marginal.Length, unlikely = 0, certain = 0;
        double least = double.PositiveInfinity;
        for (int j = 0; j < m; j++)
        {
            double ratio = marginal[j] - propensity[j];
            unlikely += ratio > Math.Log(high) ? 1 : 0;
            certain += ratio < Math.Log(low) ? 1 : 0;
            least = Math.Min(least, propensity[j]);
        }

        var weights = ExposureWeights.Compute(offsets, marginal, propensity, ExposureWeighting.GeometricMean, low, high);
        return new(
            offsets.Length - 1, m, m > 0 ? Math.Exp(least) : double.NaN, unlikely / (double)m, certain / (double)m, weights.Clipped, weights.EffectiveSampleSize);
    }
}
