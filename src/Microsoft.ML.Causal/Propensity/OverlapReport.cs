// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Whether the arms of logged data can be compared at all: propensities by arm, and what clipping and weighting do.</summary>
/// <remarks>
/// An effect can be learned only where both arms occur. Rows near e = 0 or 1 tell little; tiers that a bin never saw tell nothing about
/// that intensity there. Compute it on cross-fitted propensities: those of a model's own training rows look more extreme than they are.
/// </remarks>
public sealed record OverlapReport
{
    /// <summary>Gets the number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Gets the share of treated rows, in [0, 1].</summary>
    public required double TreatedShare { get; init; }

    /// <summary>Gets the mean propensity of the treated rows; NaN without any.</summary>
    public required double MeanPropensityOfTreated { get; init; }

    /// <summary>Gets the mean propensity of the control rows; NaN without any.</summary>
    public required double MeanPropensityOfControl { get; init; }

    /// <summary>Gets the AUC of the propensity for the treatment: 0.5 as if randomised, 1 no overlap at all; NaN with one arm.</summary>
    public required double Auc { get; init; }

    /// <summary>Gets the share of rows with e outside [ε, 1 − ε], in [0, 1].</summary>
    public required double ShareOutside { get; init; }

    /// <summary>Gets ε.</summary>
    public required double Clip { get; init; }

    /// <summary>Gets the histogram of propensities by arm, over [0, 1].</summary>
    public required IReadOnlyList<OverlapBin> Bins { get; init; }

    /// <summary>Gets the weights' effective sample sizes and the clipped counts.</summary>
    public required PropensityWeights Weights { get; init; }

    /// <summary>Gets the balance of each feature before and after weighting; empty where no features were given.</summary>
    public required IReadOnlyList<FeatureBalance> Balance { get; init; }

    /// <summary>Makes the report.</summary>
    /// <param name="propensity">e(x) = P(w = 1 | x), [n], in [0, 1].</param>
    /// <param name="treatment">w, [n].</param>
    /// <param name="weighting">Kind of weight to report. Default stabilised.</param>
    /// <param name="clip">ε. Range (0, 0.5). Default 0.01.</param>
    /// <param name="tier">Tier of each row, [n], from 0; not read for control rows; empty means no tiers.</param>
    /// <param name="tiers">Number of tiers; 0 means none.</param>
    /// <param name="features">x, row-major, [n,d], for the balance; empty means none.</param>
    /// <param name="bins">Number of bins of the histogram. At least 1. Default 10.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values out of range.</exception>
    public static OverlapReport Compute(
        ReadOnlySpan<float> propensity, ReadOnlySpan<bool> treatment, PropensityWeighting weighting = PropensityWeighting.Stabilised,
        double clip = 0.01, ReadOnlySpan<int> tier = default, int tiers = 0, ReadOnlySpan<float> features = default, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (!(clip > 0 && clip < 0.5))
            throw new ArgumentOutOfRangeException(nameof(clip), clip, "The clipping bound of an overlap report must lie in (0, 0.5).");
        PropensityWeights weights = PropensityWeights.Compute(propensity, treatment, weighting, clip);
        int n = propensity.Length, treated = treatment.Count(true);
        double treatedSum = 0, controlSum = 0;
        for (int i = 0; i < n; i++)
        {
            treatedSum += treatment[i] ? propensity[i] : 0;
            controlSum += treatment[i] ? 0 : propensity[i];
        }

        return new OverlapReport
        {
            Rows = n,
            TreatedShare = treated / (double)n,
            MeanPropensityOfTreated = treatedSum / treated,
            MeanPropensityOfControl = controlSum / (n - treated),
            Auc = AreaUnderRocCurve.Compute(propensity, treatment),
            ShareOutside = (weights.ClippedLow + weights.ClippedHigh) / (double)n,
            Clip = clip,
            Bins = Histogram(propensity, treatment, tier, tiers, bins),
            Weights = weights,
            Balance = features.IsEmpty || treated == 0 || treated == n ? [] : FeatureBalance.Compute(features, treatment, [.. weights.Values]),
        };
    }

    private static OverlapBin[] Histogram(
        ReadOnlySpan<float> propensity, ReadOnlySpan<bool> treatment, ReadOnlySpan<int> tier, int tiers, int bins)
    {
        if (tiers > 0)
            MetricInput.SameLength(tier.Length, propensity.Length, nameof(tier));
        int[] control = new int[bins], treated = new int[bins], byTier = new int[bins * tiers];
        for (int i = 0; i < propensity.Length; i++)
        {
            int bin = Math.Min((int)(propensity[i] * bins), bins - 1);
            if (!treatment[i])
            {
                control[bin]++;
                continue;
            }

            treated[bin]++;
            if (tiers == 0)
                continue;
            if (tier[i] < 0 || tier[i] >= tiers)
                throw new ArgumentException($"The tier of a treated row must lie from 0 to {tiers - 1}; row {i} has {tier[i]}.", nameof(tier));
            byTier[bin * tiers + tier[i]]++;
        }

        OverlapBin[] histogram = new OverlapBin[bins];
        for (int b = 0; b < bins; b++)
        {
            double least = tiers > 0 && treated[b] > 0 ? byTier.AsSpan(b * tiers, tiers).ToArray().Min() / (double)treated[b] : double.NaN;
            histogram[b] = new OverlapBin(b / (double)bins, (b + 1) / (double)bins, treated[b], control[b], least);
        }

        return histogram;
    }
}
