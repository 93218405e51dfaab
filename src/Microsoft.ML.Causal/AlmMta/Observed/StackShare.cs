// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Chooses α, the share of the towers in the mediator's logit, by the likelihood of held-out touches.</summary>
internal static class StackShare
{
    private const int Steps = 10;

    /// <summary>Sums of losses with the shares 0, .1, …, 1, then the sum of the weights.</summary>
    /// <param name="core">η of the core.</param>
    /// <param name="stacked">η of core and towers trained together.</param>
    /// <param name="codes">Proxy codes.</param>
    /// <param name="weights">Weights.</param>
    /// <param name="emission">Tables.</param>
    public static double[] Losses(
        ReadOnlySpan<double> core, ReadOnlySpan<double> stacked, ReadOnlySpan<int> codes, ReadOnlySpan<double> weights, EmissionTables emission)
    {
        var losses = new double[Steps + 2];
        for (int j = 0; j < core.Length; j++)
        {
            losses[^1] += weights[j];
            for (int k = 0; k <= Steps; k++)
            {
                double share = k / (double)Steps, eta = (1 - share) * core[j] + share * stacked[j];
                losses[k] += weights[j] * EmissionLoss.Of(eta, emission.Inspired[codes[j]], emission.Not[codes[j]], out _);
            }
        }

        return losses;
    }

    /// <summary>The share of the least loss, the smallest of equals, and that loss per weight.</summary>
    public static (double Share, double Loss) Choose(ReadOnlySpan<double> losses)
    {
        int best = 0;
        for (int k = 1; k <= Steps; k++)
            best = losses[k] < losses[best] ? k : best;
        return (best / (double)Steps, losses[^1] > 0 ? losses[best] / losses[^1] : 0);
    }
}
