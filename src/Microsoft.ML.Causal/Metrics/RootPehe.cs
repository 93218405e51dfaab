// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>√ε_PEHE, the root mean squared error of predicted effects; it needs true effects, so simulated data only.</summary>
/// <remarks>
/// <code>√ε_PEHE = √( 1/n · Σ_i (τ̂_i − τ_i)² )</code>
/// Precision in Estimation of Heterogeneous Effect, Hill (2011). Unit: that of the effect (for unit uplift: probability per unit of
/// intensity). Range [0, ∞), lower is better; a constant prediction at the mean gives the standard deviation of τ. Several papers
/// report the square, ε_PEHE, under the same name: compare like with like.
/// </remarks>
public static class RootPehe
{
    /// <summary>Computes the error.</summary>
    /// <param name="predicted">τ̂, one per row.</param>
    /// <param name="actual">τ, one per row, without outcome noise.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static double Compute<T>(ReadOnlySpan<T> predicted, ReadOnlySpan<T> actual) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(predicted.Length, nameof(predicted));
        MetricInput.SameLength(actual.Length, predicted.Length, nameof(actual));
        double[] estimate = MetricInput.Finite(predicted, nameof(predicted));
        double[] truth = MetricInput.Finite(actual, nameof(actual));

        double sum = 0;
        for (int i = 0; i < estimate.Length; i++)
            sum += (estimate[i] - truth[i]) * (estimate[i] - truth[i]);
        return Math.Sqrt(sum / estimate.Length);
    }
}
