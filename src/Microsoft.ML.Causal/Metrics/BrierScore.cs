// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Mean squared error of predicted probabilities (Brier 1950).</summary>
/// <remarks>
/// <code>Brier = Σ_i w_i (p_i − y_i)² / Σ_i w_i</code>
/// Unit: squared probability. Range [0, 1], lower is better; a constant p = ȳ gives ȳ(1 − ȳ), so compare on the same rows only.
/// </remarks>
public static class BrierScore
{
    /// <summary>Computes the score.</summary>
    /// <param name="probability">p = P(y = 1), one per row, in [0, 1].</param>
    /// <param name="label">y, one per row.</param>
    /// <param name="weight">w, one per row, at least 0; empty means 1.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values out of range.</exception>
    public static double Compute<T>(ReadOnlySpan<T> probability, ReadOnlySpan<bool> label, ReadOnlySpan<T> weight = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(probability.Length, nameof(probability));
        MetricInput.SameLength(label.Length, probability.Length, nameof(label));
        double[] p = MetricInput.Probabilities(probability, nameof(probability));
        double[] w = MetricInput.Weights(weight, p.Length, nameof(weight));

        double sum = 0, weights = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double error = p[i] - (label[i] ? 1 : 0);
            sum += w[i] * error * error;
            weights += w[i];
        }

        return sum / weights;
    }
}
