// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A two-sided percentile interval of a statistic.</summary>
/// <param name="Lower">Lower bound, in the statistic's unit.</param>
/// <param name="Upper">Upper bound, in the statistic's unit.</param>
/// <param name="Level">Share of the draws between the bounds, in (0, 1), such as 0.95.</param>
/// <param name="Draws">Number of finite draws that the bounds come from.</param>
public sealed record Interval(double Lower, double Upper, double Level, int Draws)
{
    /// <summary>Whether <paramref name="value"/> lies between the bounds, both included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>The percentile interval of <paramref name="draws"/>, with linear interpolation between order statistics.</summary>
    /// <param name="draws">Values of the statistic; those that are not finite are left out.</param>
    /// <param name="level">Share between the bounds. Range (0, 1).</param>
    /// <exception cref="ArgumentException">No draw is finite.</exception>
    public static Interval Percentile(ReadOnlySpan<double> draws, double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level of an interval must lie in (0, 1), such as 0.95.");

        List<double> finite = new(draws.Length);
        foreach (double draw in draws)
        {
            if (double.IsFinite(draw))
                finite.Add(draw);
        }

        if (finite.Count == 0)
            throw new ArgumentException($"An interval needs at least one finite draw; none of {draws.Length} is finite.", nameof(draws));

        finite.Sort();
        double tail = (1 - level) / 2;
        return new Interval(Quantile(finite, tail), Quantile(finite, 1 - tail), level, finite.Count);
    }

    private static double Quantile(List<double> sorted, double share)
    {
        double position = share * (sorted.Count - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
