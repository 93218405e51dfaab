// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Chooses an intensity from a row's response curve (section 4.5 of the paper).</summary>
/// <remarks>
/// <code>
/// cost(q) = c q p(q) (per redemption) or c q (per issue)
/// gain(q) = v (p(q) − p0) − cost(q)
/// </code>
/// Only intensities with (p(q) − p0)/cost(q) at or above the threshold are issued; the rule says which of them. An intensity
/// whose gain is not above 0 is withheld by the rule of the expected gain, and issued by the paper's, which knows no value.
/// </remarks>
internal static class UniMvtPolicy
{
    /// <returns>The intensity and its expected gain; 0 and 0 to withhold.</returns>
    public static (float Intensity, float Gain) Recommend(UniMvtModelSettings settings, float p0, ReadOnlySpan<float> curve)
    {
        float intensity = 0, gain = 0;
        double best = settings.PolicyRule == PolicyRule.ExpectedGain ? 0 : double.NegativeInfinity;
        for (int g = 0; g < curve.Length; g++)
        {
            double cost = settings.UnitCost * settings.Grid[g] * (settings.CostBasis == CostBasis.PerRedemption ? curve[g] : 1);
            double uplift = (double)curve[g] - p0, net = settings.ResponseValue * uplift - cost;
            double ratio = cost > 0 ? uplift / cost : uplift > 0 ? double.PositiveInfinity : 0;
            double merit = settings.PolicyRule == PolicyRule.ExpectedGain ? net : ratio;
            if (ratio >= settings.UpliftPerCostThreshold && merit > best && uplift > 0)
            {
                best = merit;
                intensity = settings.Grid[g];
                gain = (float)net;
            }
        }

        return (intensity, gain);
    }
}
