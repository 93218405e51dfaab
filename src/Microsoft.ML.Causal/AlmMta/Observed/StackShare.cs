// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Chooses α, the share of the towers in the mediator's logit, by the likelihood of held-out touches.</summary>
internal static class StackShare
{
    private const int Steps = 10;

    /// <summary>The best of 0, .1, …, 1 and its loss.</summary>
    /// <param name="core">η of the core.</param>
    /// <param name="stacked">η of core and towers trained together.</param>
    /// <param name="codes">Proxy codes.</param>
    /// <param name="weights">Weights.</param>
    /// <param name="emission">Tables.</param>
    public static (double Share, double Loss) Choose(
        ReadOnlySpan<double> core, ReadOnlySpan<double> stacked, ReadOnlySpan<int> codes, ReadOnlySpan<double> weights, EmissionTables emission)
    {
        (double Share, double Loss) best = (0, double.PositiveInfinity);
        for (int k = 0; k <= Steps; k++)
        {
            double share = k / (double)Steps, loss = 0, total = 0;
            for (int j = 0; j < core.Length; j++)
            {
                double eta = (1 - share) * core[j] + share * stacked[j];
                loss += weights[j] * EmissionLoss.Of(eta, emission.Inspired[codes[j]], emission.Not[codes[j]], out _);
                total += weights[j];
            }

            loss = total > 0 ? loss / total : 0;
            if (loss < best.Loss)
                best = (share, loss);
        }

        return best;
    }
}
