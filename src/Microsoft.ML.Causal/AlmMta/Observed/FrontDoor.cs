// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The conditional front-door formula over the number of touches that moved the user.</summary>
/// <remarks>
/// <code>F(h,x) = mean_q σ(a(h,x) + B_q(x));   P(do T) = Σ_h PB(h;p) F(h,x);   Δ_j = p_j Σ_h PB(h; p without j) (F(h+1,x) − F(h,x))</code>
/// The last form equals Σ_h [PB(h;p) − PB(h; p without j)] F(h,x) and does not subtract nearly equal sums.
/// </remarks>
internal static class FrontDoor
{
    /// <summary>Writes F(h,x) for every h of <paramref name="effects"/>.</summary>
    /// <param name="effects">a(h,x), h from 0.</param>
    /// <param name="mean">What all B_q share.</param>
    /// <param name="expNegativeResiduals">e^−r_q.</param>
    /// <param name="response">Receives F, as long as <paramref name="effects"/>.</param>
    public static void Response(ReadOnlySpan<double> effects, double mean, ReadOnlySpan<double> expNegativeResiduals, Span<double> response)
    {
        for (int h = 0; h < effects.Length; h++)
        {
            // σ(a + m + r) = 1/(1 + e^−(a+m) e^−r): one exponential per h rather than one per h and q.
            double scale = Math.Exp(-(effects[h] + mean)), sum = 0;
            foreach (double residual in expNegativeResiduals)
                sum += 1 / (1 + scale * residual);
            response[h] = sum / expNegativeResiduals.Length;
        }
    }

    /// <summary>Σ_h distribution_h response_h.</summary>
    public static double Expectation(ReadOnlySpan<double> distribution, ReadOnlySpan<double> response) => DoubleSpan.Dot(distribution, response);

    /// <summary>Δ_j of the touch that <paramref name="without"/> leaves out.</summary>
    /// <param name="p">p_j.</param>
    /// <param name="without">PB without it, h = 0 to L − 1.</param>
    /// <param name="response">F, h = 0 to L.</param>
    public static double Deletion(double p, ReadOnlySpan<double> without, ReadOnlySpan<double> response)
    {
        double sum = 0;
        for (int h = 0; h < without.Length; h++)
            sum += without[h] * (response[h + 1] - response[h]);
        return p * sum;
    }

    /// <summary>P(do T∖τ_j) where deleting j changes the chances of the touches before it.</summary>
    /// <param name="prefix">PB of the earlier touches as they are after the deletion, h = 0 to j.</param>
    /// <param name="p">p of the later touches.</param>
    /// <param name="response">F.</param>
    /// <param name="scratch">As long as <paramref name="response"/>.</param>
    public static double After(ReadOnlySpan<double> prefix, ReadOnlySpan<double> p, ReadOnlySpan<double> response, Span<double> scratch)
    {
        // Folding the later touches into F from the end costs no division and is exact whatever p is.
        Span<double> folded = scratch[..response.Length];
        response.CopyTo(folded);
        for (int k = p.Length - 1, last = response.Length - 1; k >= 0; k--, last--)
        {
            for (int h = 0; h < last; h++)
                folded[h] = p[k] * folded[h + 1] + (1 - p[k]) * folded[h];
        }

        return DoubleSpan.Dot(prefix, folded[..prefix.Length]);
    }

    /// <summary>logit P(do T) − logit P(do T∖τ_j).</summary>
    /// <param name="whole">P(do T).</param>
    /// <param name="delta">Δ_j.</param>
    public static double LogitDifference(double whole, double delta)
    {
        double without = whole - delta;
        return Math.Log(whole * (1 - without) / ((1 - whole) * without));
    }
}
