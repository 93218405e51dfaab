// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Probabilities of additive hazards: 1 − E[e^−Λ_s]·e^−ΣΛ_j.</summary>
internal static class HazardEffects
{
    /// <summary>E[e^−Λ_s] over what stands for t' given x: <c>mean_q exp(−exp(μ + r_q))</c>.</summary>
    /// <param name="mean">μ(x).</param>
    /// <param name="residuals">r_q.</param>
    public static double Survival(double mean, ReadOnlySpan<double> residuals)
    {
        double sum = 0;
        foreach (double residual in residuals)
            sum += Math.Exp(-Math.Exp(Math.Min(HazardModel.LargestOwnExponent, mean + residual)));
        return sum / residuals.Length;
    }

    /// <summary>P = 1 − Es·e^−S.</summary>
    public static double Probability(double survival, double sum) => 1 - survival * Math.Exp(-sum);

    /// <summary>P(do T) − P(do T without what has the rate <paramref name="removed"/>), free of cancellation: <c>Es·e^−S·(e^removed − 1)</c>.</summary>
    public static double Deletion(double survival, double sum, double removed) => survival * Math.Exp(-sum) * double.ExpM1(removed);
}
