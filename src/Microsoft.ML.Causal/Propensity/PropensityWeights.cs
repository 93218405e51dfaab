// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Weights from propensities, with what clipping and weighting did to the data.</summary>
/// <remarks>
/// <code>e′ = clip(e, ε, 1 − ε);   weight by <see cref="PropensityWeighting"/> of e′;   ESS of an arm = (Σ weight)²/Σ weight²</code>
/// Clipping trades variance for bias: where it touches many rows, the estimate is about other rows than it seems.
/// </remarks>
public sealed record PropensityWeights
{
    private PropensityWeights(float[] values) => Values = values;

    /// <summary>Gets the weight of each row, at least 0.</summary>
    public IReadOnlyList<float> Values { get; }

    /// <summary>Gets the number of rows with e below ε.</summary>
    public int ClippedLow { get; private init; }

    /// <summary>Gets the number of rows with e above 1 − ε.</summary>
    public int ClippedHigh { get; private init; }

    /// <summary>Gets the effective sample size of the treated rows, in (0, n₁]; 0 when there are none.</summary>
    public double TreatedEffectiveSampleSize { get; private init; }

    /// <summary>Gets the effective sample size of the control rows, in (0, n₀]; 0 when there are none.</summary>
    public double ControlEffectiveSampleSize { get; private init; }

    /// <summary>Gets the largest weight.</summary>
    public float Largest { get; private init; }

    /// <summary>Weighs rows.</summary>
    /// <param name="propensity">e(x) = P(w = 1 | x), one per row, in [0, 1].</param>
    /// <param name="treatment">w, one per row.</param>
    /// <param name="weighting">The kind of weight. Default stabilised.</param>
    /// <param name="clip">ε. Range [0, 0.5). Default 0.01; with 0, a propensity of 0 or 1 is refused.</param>
    /// <param name="selfNormalise">Whether each arm's weights are divided by their mean, so that they sum to its rows. Default false.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values out of range.</exception>
    public static PropensityWeights Compute<T>(
        ReadOnlySpan<T> propensity, ReadOnlySpan<bool> treatment, PropensityWeighting weighting = PropensityWeighting.Stabilised,
        double clip = 0.01, bool selfNormalise = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(propensity.Length, nameof(propensity));
        MetricInput.SameLength(treatment.Length, propensity.Length, nameof(treatment));
        if (!(clip >= 0 && clip < 0.5))
            throw new ArgumentOutOfRangeException(nameof(clip), clip, "The clipping bound of propensities must lie in [0, 0.5).");
        double[] e = MetricInput.Probabilities(propensity, nameof(propensity));
        int low = 0, high = 0;
        double share = 0;
        for (int i = 0; i < e.Length; i++)
        {
            low += e[i] < clip ? 1 : 0;
            high += e[i] > 1 - clip ? 1 : 0;
            share += treatment[i] ? 1.0 / e.Length : 0;
            if (clip == 0 && e[i] is 0 or 1)
                throw new ArgumentException(
                    $"'{nameof(propensity)}' holds 0 or 1, which no weight can balance; set a clipping bound.", nameof(propensity));
        }

        float[] values = new float[e.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)Weight(weighting, Math.Clamp(e[i], clip, 1 - clip), treatment[i], share);

        Arm treated = Arm.Of(values, treatment, true), control = Arm.Of(values, treatment, false);
        if (selfNormalise)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)(values[i] / (treatment[i] ? treated.Mean : control.Mean));
        }

        return new PropensityWeights(values)
        {
            ClippedLow = low,
            ClippedHigh = high,
            TreatedEffectiveSampleSize = treated.EffectiveSampleSize,
            ControlEffectiveSampleSize = control.EffectiveSampleSize,
            Largest = values.Max(),
        };
    }

    /// <summary>The weight of one row.</summary>
    /// <param name="weighting">The kind of weight.</param>
    /// <param name="propensity">e, already clipped.</param>
    /// <param name="treated">w.</param>
    /// <param name="treatedShare">P, share of treated rows.</param>
    internal static double Weight(PropensityWeighting weighting, double propensity, bool treated, double treatedShare) => weighting switch
    {
        PropensityWeighting.Inverse => treated ? 1 / propensity : 1 / (1 - propensity),
        PropensityWeighting.Stabilised => treated ? treatedShare / propensity : (1 - treatedShare) / (1 - propensity),
        PropensityWeighting.Overlap => treated ? 1 - propensity : propensity,
        _ => 1,
    };

    private readonly record struct Arm(double Mean, double EffectiveSampleSize)
    {
        public static Arm Of(float[] weights, ReadOnlySpan<bool> treatment, bool treated)
        {
            double sum = 0, squares = 0;
            int rows = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                if (treatment[i] != treated)
                    continue;
                sum += weights[i];
                squares += (double)weights[i] * weights[i];
                rows++;
            }

            return rows > 0 ? new(sum / rows, sum * sum / squares) : default;
        }
    }
}
