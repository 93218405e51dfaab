// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Likelihood of additive hazards with a labelled cause: each touch and the user's own wish compete to bring about the work.</summary>
/// <remarks>
/// <code>
/// Λ = Λ_s + Σ_j Λ_j
/// ℓ = −[ y log(1−e^−Λ) − (1−y)Λ + y( Σ_j r_j log(Λ_j/Λ) + (1−Σ_j r_j) log(Λ_s/Λ) ) ]
/// </code>
/// </remarks>
internal static class HazardLoss
{
    /// <summary>The loss of a row and its slopes.</summary>
    /// <param name="touches">Λ_j, [L], each above 0.</param>
    /// <param name="own">Λ_s, above 0.</param>
    /// <param name="label">y.</param>
    /// <param name="cause">r_j, of sum at most 1; read where y is true.</param>
    /// <param name="slope">Receives Λ_j·∂ℓ/∂Λ_j, the slope in log Λ_j.</param>
    /// <param name="ownSlope">Λ_s·∂ℓ/∂Λ_s, the slope in log Λ_s.</param>
    /// <returns>Nats.</returns>
    public static double Of(ReadOnlySpan<double> touches, double own, bool label, ReadOnlySpan<double> cause, Span<double> slope, out double ownSlope)
    {
        double total = own;
        foreach (double rate in touches)
            total += rate;
        if (!label)
        {
            touches.CopyTo(slope);
            ownSlope = own;
            return total;
        }

        // ∂/∂Λ of −log(1−e^−Λ) + log Λ·(Σ r + 1 − Σ r): what all rates share.
        double shared = 1 / total - 1 / double.ExpM1(total);
        double loss = -Math.Log(-double.ExpM1(-total)) + Math.Log(total), known = 0;
        for (int j = 0; j < touches.Length; j++)
        {
            loss -= cause[j] * Math.Log(touches[j]);
            known += cause[j];
            slope[j] = touches[j] * shared - cause[j];
        }

        ownSlope = own * shared - (1 - known);
        return loss - (1 - known) * Math.Log(own);
    }
}
