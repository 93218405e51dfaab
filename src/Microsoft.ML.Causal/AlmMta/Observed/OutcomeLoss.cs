// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Cross-entropy of the outcome where only a share r of the negative rows was kept.</summary>
/// <remarks>
/// <code>P* = P/(P + r(1 − P)),   ℓ = −y log P* − (1 − y) log(1 − P*)</code>
/// P lives on the population's scale. An offset of the logit by −log r would not do: the mixture over a latent Z is not a logit.
/// </remarks>
internal static class OutcomeLoss
{
    // Keeps the loss of a row finite where the model is sure and wrong.
    private const double Least = 1e-12;

    /// <summary>The loss and its slope.</summary>
    /// <param name="p">P.</param>
    /// <param name="label">y.</param>
    /// <param name="keepRate">r.</param>
    /// <param name="slope">∂ℓ/∂P.</param>
    /// <returns>Nats.</returns>
    public static double Of(double p, bool label, double keepRate, out double slope)
    {
        p = Math.Clamp(p, Least, 1 - Least);
        double either = p + keepRate * (1 - p);
        double common = (1 - keepRate) / either;
        slope = common - (label ? 1 / p : -1 / (1 - p));
        return Math.Log(either) - (label ? Math.Log(p) : Math.Log(keepRate * (1 - p)));
    }
}
