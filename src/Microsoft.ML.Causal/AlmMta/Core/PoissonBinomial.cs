// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The distribution of the number of successes of independent trials, PB(h; q), exactly, with and without one of them.</summary>
/// <remarks>
/// Adding a trial is a convolution with (1 − q, q); leaving one out divides it out again, from the end at which the division is by
/// at least ½, so errors do not grow. All L distributions without one trial cost O(L²), as the distribution itself.
/// </remarks>
internal static class PoissonBinomial
{
    /// <summary>Writes PB(h; q) for h = 0 to L.</summary>
    /// <param name="q">Chances of success, [L].</param>
    /// <param name="distribution">At least [L+1].</param>
    public static void Forward(ReadOnlySpan<double> q, Span<double> distribution)
    {
        distribution[0] = 1;
        for (int j = 0; j < q.Length; j++)
            AddTrial(q[j], distribution, j);
    }

    /// <summary>Adds a trial to the distribution of <paramref name="trials"/> of them, in place.</summary>
    public static void AddTrial(double q, Span<double> distribution, int trials)
    {
        double miss = 1 - q;
        distribution[trials + 1] = q * distribution[trials];
        for (int h = trials; h > 0; h--)
            distribution[h] = miss * distribution[h] + q * distribution[h - 1];
        distribution[0] *= miss;
    }

    /// <summary>Writes the distribution without a trial, h = 0 to L − 1.</summary>
    /// <param name="distribution">PB of all L trials, [L+1].</param>
    /// <param name="q">The chance of the trial to leave out.</param>
    /// <param name="without">At least [L].</param>
    public static void LeaveOut(ReadOnlySpan<double> distribution, double q, Span<double> without)
    {
        int last = distribution.Length - 1;
        double miss = 1 - q, carried = 0;
        if (q <= 0.5)
        {
            double scale = 1 / miss;
            for (int h = 0; h < last; h++)
                without[h] = carried = (distribution[h] - q * carried) * scale;
        }
        else
        {
            double scale = 1 / q;
            for (int h = last; h > 0; h--)
                without[h - 1] = carried = (distribution[h] - miss * carried) * scale;
        }
    }

    /// <summary>Writes Σ_h upstream_h ∂PB(h)/∂q_j = Σ_h (upstream_{h+1} − upstream_h)·PB(h; q without j).</summary>
    /// <param name="q">Chances, [L].</param>
    /// <param name="upstream">[L+1].</param>
    /// <param name="gradient">[L].</param>
    public static void Backward(ReadOnlySpan<double> q, ReadOnlySpan<double> upstream, Span<double> gradient)
    {
        var distribution = new double[q.Length + 1];
        var without = new double[q.Length];
        Forward(q, distribution);
        for (int j = 0; j < q.Length; j++)
        {
            LeaveOut(distribution, q[j], without);
            double sum = 0;
            for (int h = 0; h < q.Length; h++)
                sum += (upstream[h + 1] - upstream[h]) * without[h];
            gradient[j] = sum;
        }
    }
}
