// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The contrast of a producer's touches with one another: which of them caused the work, π = softmax of η within the row.</summary>
/// <remarks>
/// Whatever the touches of a row share, the user's own wish to produce above all, drops out of π: the other touches of the same row are
/// the controls.
/// </remarks>
internal static class ContrastLoss
{
    // Above this a label is as good as certain, and the likelihood ratio would be infinite.
    private const double LargestLabel = 0.999;

    /// <summary>Soft targets: <c>ℓ = −Σ_j r_j log π_j</c>; the slope is π_j Σ r − r_j.</summary>
    /// <param name="eta">η, [L].</param>
    /// <param name="label">r, capped, [L].</param>
    /// <param name="pi">Receives π.</param>
    /// <param name="slope">Receives ∂ℓ/∂η.</param>
    /// <returns>Nats; the row counts Σ r.</returns>
    public static double SoftTargets(ReadOnlySpan<double> eta, ReadOnlySpan<double> label, Span<double> pi, Span<double> slope)
    {
        double log = Softmax(eta, pi), total = 0, loss = 0;
        foreach (double r in label)
            total += r;
        for (int j = 0; j < eta.Length; j++)
        {
            loss -= label[j] * (eta[j] - log);
            slope[j] = pi[j] * total - label[j];
        }

        return loss;
    }

    /// <summary>The likelihood of the row's matches: <c>ℓ = −R log Σ_j π_j r_j/(1 − r_j)</c>, R = min(1, Σ r).</summary>
    /// <remarks>r/(1 − r) is the likelihood ratio of a match with a cause to one by chance, up to a constant that moves no gradient.</remarks>
    /// <param name="eta">η, [L].</param>
    /// <param name="label">r, not capped, [L].</param>
    /// <param name="pi">Receives π.</param>
    /// <param name="slope">Receives ∂ℓ/∂η = R (π_j − π_j LR_j/Σ_k π_k LR_k).</param>
    /// <param name="weight">R.</param>
    /// <returns>Nats; 0 for a row whose labels are all 0.</returns>
    public static double Mixture(ReadOnlySpan<double> eta, ReadOnlySpan<double> label, Span<double> pi, Span<double> slope, out double weight)
    {
        Softmax(eta, pi);
        double total = 0, likelihood = 0;
        for (int j = 0; j < eta.Length; j++)
        {
            double r = Math.Min(label[j], LargestLabel);
            total += label[j];
            slope[j] = pi[j] * r / (1 - r);
            likelihood += slope[j];
        }

        weight = Math.Min(1, total);
        if (likelihood == 0)
        {
            slope[..eta.Length].Clear();
            return 0;
        }

        for (int j = 0; j < eta.Length; j++)
            slope[j] = weight * (pi[j] - slope[j] / likelihood);
        return -weight * Math.Log(likelihood);
    }

    /// <summary>Writes π; returns log Σ e^η.</summary>
    private static double Softmax(ReadOnlySpan<double> eta, Span<double> pi)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double value in eta)
            largest = Math.Max(largest, value);
        for (int j = 0; j < eta.Length; j++)
            sum += pi[j] = Math.Exp(eta[j] - largest);
        for (int j = 0; j < eta.Length; j++)
            pi[j] /= sum;
        return largest + Math.Log(sum);
    }
}
