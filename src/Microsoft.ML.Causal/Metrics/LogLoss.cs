// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Mean negative log-likelihood of predicted probabilities.</summary>
/// <remarks>
/// <code>LogLoss = −Σ_i w_i [ y_i ln p_i + (1 − y_i) ln(1 − p_i) ] / Σ_i w_i</code>
/// Unit: nats per row (natural logarithm; ML.NET's own <c>LogLoss</c> is in bits: divide those by 1.442695). Range [0, ∞), lower is
/// better. One confident mistake (p = 0, y = 1) makes it infinite: that is its meaning, and clipping, which hides it, is an
/// option that the caller must ask for.
/// </remarks>
public static class LogLoss
{
    /// <summary>Computes the loss; ∞ when a row got probability 0 for what happened and nothing is clipped.</summary>
    /// <param name="probability">p = P(y = 1), one per row, in [0, 1].</param>
    /// <param name="label">y, one per row.</param>
    /// <param name="weight">w, one per row, at least 0; empty means 1.</param>
    /// <param name="clip">ε: probabilities are moved into [ε, 1 − ε]. Range [0, 0.5). Default 0, no clipping.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values out of range.</exception>
    public static double Compute<T>(ReadOnlySpan<T> probability, ReadOnlySpan<bool> label, ReadOnlySpan<T> weight = default, double clip = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(probability.Length, nameof(probability));
        MetricInput.SameLength(label.Length, probability.Length, nameof(label));
        if (!(clip >= 0 && clip < 0.5))
            throw new ArgumentOutOfRangeException(nameof(clip), clip, "The clipping bound of LogLoss must lie in [0, 0.5).");
        double[] p = MetricInput.Probabilities(probability, nameof(probability));
        double[] w = MetricInput.Weights(weight, p.Length, nameof(weight));

        double sum = 0, weights = 0;
        for (int i = 0; i < p.Length; i++)
        {
            if (w[i] == 0)
                continue;
            double clipped = Math.Clamp(p[i], clip, 1 - clip);
            // LogOnePlus keeps the digits of 1 − p for small p.
            sum -= w[i] * (label[i] ? Math.Log(clipped) : LogOnePlus.Of(-clipped));
            weights += w[i];
        }

        return sum / weights;
    }
}
