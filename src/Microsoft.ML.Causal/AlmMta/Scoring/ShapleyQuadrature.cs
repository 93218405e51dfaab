// Licensed under the MIT licence; see LICENSE in the repository root.

using MathNet.Numerics.Integration;

namespace Microsoft.ML.Causal;

/// <summary>Shapley credits in closed form: the integral over t of what a touch adds when every other touch is in with chance t (Owen 1972).</summary>
/// <remarks>
/// <code>
/// φ_j = ∫₀¹ E[v(S ∪ j) − v(S)] dt,   S holds each other touch with chance t, independently
/// ObservedProxy:   p_j Σ_h PB(h; t·p without j) (F(h+1) − F(h))
/// MatchedOutcome:  E_s (1 − e^−Λ_j) Π_{k≠j} (1 − t (1 − e^−Λ_k))
/// </code>
/// Both are polynomials in t of degree L − 1, so that ⌈L/2⌉ nodes of Gauss and Legendre's rule give the integral itself.
/// </remarks>
internal sealed class ShapleyQuadrature
{
    private readonly double[][] _nodes, _weights;

    /// <summary>Prepares the rules for up to <paramref name="longest"/> touches.</summary>
    public ShapleyQuadrature(int longest)
    {
        GaussLegendreRule[] rules = [.. Enumerable.Range(1, (longest + 1) / 2).Select(count => new GaussLegendreRule(0, 1, count))];
        (_nodes, _weights) = (Array.ConvertAll(rules, rule => rule.Abscissas), Array.ConvertAll(rules, rule => rule.Weights));
    }

    /// <summary>Writes the credits of touches that move the user with chances <paramref name="p"/>.</summary>
    /// <param name="p">p, [L].</param>
    /// <param name="response">F, h = 0 to L.</param>
    /// <param name="score">Receives φ, and errors of 0.</param>
    /// <param name="scratch">Working memory, at least 3 L + 1.</param>
    public void Observed(ReadOnlySpan<double> p, ReadOnlySpan<double> response, AlmMtaScore score, Span<double> scratch)
    {
        int length = p.Length;
        score.ShapleyError.Clear();
        if (length == 0)
            return;
        Span<double> thinned = DoubleScratch.Cut(ref scratch, length), distribution = DoubleScratch.Cut(ref scratch, length + 1), without = DoubleScratch.Cut(ref scratch, length);
        double[] nodes = _nodes[(length - 1) / 2], weights = _weights[(length - 1) / 2];
        Span<double> sums = stackalloc double[length];
        sums.Clear();
        for (int q = 0; q < nodes.Length; q++)
        {
            for (int j = 0; j < length; j++)
                thinned[j] = nodes[q] * p[j];
            PoissonBinomial.Forward(thinned, distribution);
            for (int j = 0; j < length; j++)
            {
                PoissonBinomial.LeaveOut(distribution, thinned[j], without);
                sums[j] += weights[q] * FrontDoor.Deletion(p[j], without, response);
            }
        }

        for (int j = 0; j < length; j++)
            score.ShapleyCredit[j] = (float)sums[j];
    }

    /// <summary>Writes the credits of touches with hazards <paramref name="rates"/>.</summary>
    /// <param name="rates">Λ, [L].</param>
    /// <param name="survival">E_s.</param>
    /// <param name="score">Receives φ, and errors of 0.</param>
    public void Matched(ReadOnlySpan<double> rates, double survival, AlmMtaScore score)
    {
        int length = rates.Length;
        score.ShapleyError.Clear();
        if (length == 0)
            return;
        double[] nodes = _nodes[(length - 1) / 2], weights = _weights[(length - 1) / 2];
        Span<double> hits = stackalloc double[length], sums = stackalloc double[length];
        sums.Clear();
        for (int j = 0; j < length; j++)
            hits[j] = -double.ExpM1(-rates[j]);
        for (int q = 0; q < nodes.Length; q++)
        {
            // No factor is below e^−Λ, and Λ is at most e: none is divided by anything small.
            double product = weights[q] * survival;
            foreach (double hit in hits)
                product *= 1 - nodes[q] * hit;
            for (int j = 0; j < length; j++)
                sums[j] += product * hits[j] / (1 - nodes[q] * hits[j]);
        }

        for (int j = 0; j < length; j++)
            score.ShapleyCredit[j] = (float)sums[j];
    }
}
