// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The user's own hazard from a network's logit: <c>Λ_s = softplus(b − 3)</c>, small where an untrained network begins.</summary>
internal static class SoftplusHazard
{
    private const double Shift = 3;

    /// <summary>Λ_s.</summary>
    public static double Of(double b)
    {
        double z = b - Shift;
        return Math.Max(z, 0) + double.LogP1(Math.Exp(-Math.Abs(z)));
    }

    /// <summary>∂ log Λ_s/∂b = σ(b − 3)/softplus(b − 3).</summary>
    public static double LogSlope(double b) => 1 / (1 + Math.Exp(Shift - b)) / Of(b);
}
