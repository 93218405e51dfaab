// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The mediator's loss, −log P(proxy code), P = p T1[code] + (1 − p) T0[code], p = σ(η).</summary>
internal static class EmissionLoss
{
    /// <summary>The loss of one touch, and its slope.</summary>
    /// <param name="eta">η.</param>
    /// <param name="inspired">T1[code].</param>
    /// <param name="not">T0[code].</param>
    /// <param name="slope">∂ℓ/∂η = −p(1 − p)(T1 − T0)/P.</param>
    /// <returns>Nats.</returns>
    public static double Of(double eta, double inspired, double not, out double slope)
    {
        double p = 1 / (1 + Math.Exp(-eta)), likelihood = p * inspired + (1 - p) * not;
        slope = -p * (1 - p) * (inspired - not) / likelihood;
        return -Math.Log(likelihood);
    }

    /// <summary>E[(∂ℓ/∂η)²] over the codes that p would give: the expected information.</summary>
    public static double Information(double eta, EmissionTables tables)
    {
        double p = 1 / (1 + Math.Exp(-eta)), sum = 0;
        for (int c = 0; c < tables.Inspired.Length; c++)
        {
            double difference = tables.Inspired[c] - tables.Not[c];
            double likelihood = p * tables.Inspired[c] + (1 - p) * tables.Not[c];
            sum += likelihood > 0 ? difference * difference / likelihood : 0;
        }

        return sum * p * p * (1 - p) * (1 - p);
    }
}
