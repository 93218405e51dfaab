// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.InteropServices;

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

    /// <summary>The losses of touches, and their slopes.</summary>
    /// <param name="eta">η of each.</param>
    /// <param name="inspired">T1[code] of each.</param>
    /// <param name="not">T0[code] of each.</param>
    /// <param name="slope">Receives ∂ℓ/∂η.</param>
    /// <param name="loss">Receives nats.</param>
    public static void Of(ReadOnlySpan<double> eta, ReadOnlySpan<double> inspired, ReadOnlySpan<double> not, Span<double> slope, Span<double> loss)
    {
        ReadOnlySpan<Vector<double>> t1 = MemoryMarshal.Cast<double, Vector<double>>(inspired), t0 = MemoryMarshal.Cast<double, Vector<double>>(not);
        Span<Vector<double>> slopes = MemoryMarshal.Cast<double, Vector<double>>(slope), losses = MemoryMarshal.Cast<double, Vector<double>>(loss);
        eta.CopyTo(loss);
        DoubleSpan.Logistic(loss, 0);
        for (int j = 0; j < losses.Length; j++)
        {
            Vector<double> p = losses[j], difference = t1[j] - t0[j], likelihood = t0[j] + p * difference;
            slopes[j] = p * (p - Vector<double>.One) * difference / likelihood;
            losses[j] = -Vector.Log(likelihood);
        }

        for (int j = losses.Length * Vector<double>.Count; j < eta.Length; j++)
            loss[j] = Of(eta[j], inspired[j], not[j], out slope[j]);
    }

    /// <summary>E[∂ℓ/∂η] over the codes that another mediator expects: its slope if that one answers for the code.</summary>
    /// <param name="eta">η.</param>
    /// <param name="answer">p of the other mediator.</param>
    /// <param name="tables">T1 and T0.</param>
    public static double ExpectedSlope(double eta, double answer, EmissionTables tables)
    {
        double p = 1 / (1 + Math.Exp(-eta)), sum = 0;
        for (int c = 0; c < tables.Inspired.Length; c++)
        {
            double difference = tables.Inspired[c] - tables.Not[c], likelihood = tables.Not[c] + p * difference;
            sum += likelihood > 0 ? (tables.Not[c] + answer * difference) * difference / likelihood : 0;
        }

        return p * (p - 1) * sum;
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
