// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The distribution of H = Σ ω_j Z_j, Z_j ~ Bern(p_j) independent, ω_j small whole numbers: the Poisson-binomial where all are 1.</summary>
internal static class DosedBinomial
{
    /// <summary>Adds a trial to the distribution, in place.</summary>
    /// <param name="distribution">P(H = h), 0 beyond the largest possible; long enough for the trial's dose.</param>
    /// <param name="p">Chance of the trial.</param>
    /// <param name="dose">Its dose.</param>
    public static void Add(Span<double> distribution, double p, int dose)
    {
        for (int h = distribution.Length - 1; h >= 0; h--)
            distribution[h] = (1 - p) * distribution[h] + (h >= dose ? p * distribution[h - dose] : 0);
    }

    /// <summary>Writes the distribution without a trial that is in it.</summary>
    public static void LeaveOut(ReadOnlySpan<double> distribution, double p, int dose, Span<double> without)
    {
        without.Clear();
        // Divided from the end at which the divisor is at least a half, so that errors do not grow.
        if (p <= .5)
        {
            for (int h = 0; h < distribution.Length; h++)
                without[h] = (distribution[h] - (h >= dose ? p * without[h - dose] : 0)) / (1 - p);
        }
        else
        {
            for (int h = distribution.Length - 1; h >= dose; h--)
                without[h - dose] = (distribution[h] - (1 - p) * without[h]) / p;
        }
    }
}
