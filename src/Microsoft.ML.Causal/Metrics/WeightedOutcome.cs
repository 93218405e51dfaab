// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Estimates of a policy's mean outcome from logged rows with importance weights, and what the weights cost.</summary>
/// <remarks>
/// <code>
/// HT    = Σ w_i y_i / N            SNIPS = Σ w_i y_i / Σ w_i            ESS = (Σ w_i)² / Σ w_i²
/// </code>
/// w_i = π(a_i|x_i)/π_log(a_i|x_i), or 1/e(x_i) of the arm at hand. SNIPS (Swaminathan and Joachims 2015) stays within the range of y and
/// varies less than the Horvitz-Thompson mean, at the price of a bias of order 1/ESS. ESS (Kish 1965) is the number of equally weighted
/// rows of the same precision, in (0, N], higher is better.
/// </remarks>
/// <param name="HorvitzThompson">HT, in the unit of y; may leave the range of y.</param>
/// <param name="SelfNormalised">SNIPS, in the unit of y.</param>
/// <param name="EffectiveSampleSize">ESS, in rows.</param>
public sealed record WeightedOutcome(double HorvitzThompson, double SelfNormalised, double EffectiveSampleSize)
{
    /// <summary>Computes the estimates.</summary>
    /// <param name="outcome">y, one per row.</param>
    /// <param name="weight">w, one per row, at least 0, not all 0.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values out of range.</exception>
    public static WeightedOutcome Compute<T>(ReadOnlySpan<T> outcome, ReadOnlySpan<T> weight) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(outcome.Length, nameof(outcome));
        MetricInput.SameLength(weight.Length, outcome.Length, nameof(weight));
        double[] y = MetricInput.Finite(outcome, nameof(outcome)), w = MetricInput.Weights(weight, y.Length, nameof(weight));
        double weighted = 0, sum = 0, squares = 0;
        for (int i = 0; i < y.Length; i++)
        {
            weighted += w[i] * y[i];
            sum += w[i];
            squares += w[i] * w[i];
        }

        return new(weighted / y.Length, weighted / sum, sum * sum / squares);
    }
}
