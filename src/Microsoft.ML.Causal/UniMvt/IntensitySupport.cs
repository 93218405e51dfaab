// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Where the logs have intensities, and the grid of the response curve within it.</summary>
/// <param name="Minimum">Smallest intensity of a treated row.</param>
/// <param name="Maximum">Largest intensity of a treated row.</param>
/// <param name="Tiers">Typical intensities.</param>
/// <param name="Grid">Intensities of the response curve, rising.</param>
/// <param name="OffSupportScores">For each of them 1 − min(1, s/s₀); see <see cref="UniMvtDiagnostics.OffSupportScores"/>.</param>
internal sealed record IntensitySupport(float Minimum, float Maximum, IntensityTiers Tiers, float[] Grid, double[] OffSupportScores)
{
    /// <summary>Half-width of the window of the off-support score, as a share of the observed range.</summary>
    private const double Window = 1.0 / 32;

    /// <summary>Looks at the treated rows; warns where the grid leaves what was observed.</summary>
    /// <param name="options">The grid.</param>
    /// <param name="data">Rows of both arms.</param>
    /// <param name="monitor">Hears warnings.</param>
    /// <param name="former">The model to continue from, whose range and tiers stay; null measures them.</param>
    public static IntensitySupport Measure(UniMvtOptions options, UniMvtTrainingData data, ITrainingMonitor monitor, UniMvtModelSettings? former = null)
    {
        float[] intensities = [.. data.Intensity.Where((_, i) => data.Treated[i])];
        float low = former?.IntensityMinimum ?? intensities.Min(), high = former?.IntensityMaximum ?? intensities.Max();
        int beyond = intensities.Count(t => t < low || t > high);
        if (beyond > 0)
        {
            monitor.Warning(
                $"{beyond} of {intensities.Length} treated rows have intensities outside of {low} to {high}, the range of the model that the fit continues from; "
                + "that range and the tiers stay. Fit anew where intensities have changed for good.");
        }

        float[] grid = [.. options.Grid ?? Equidistant(options.GridMinimum ?? low, options.GridMaximum ?? high, options.GridPoints)];
        if (options.Grid is null && !(grid[0] <= grid[^1]))
        {
            throw new ArgumentException(
                $"The grid of the response curve would run from {grid[0]} to {grid[^1]}; observed intensities run from {low} to {high}. " +
                $"Set {nameof(UniMvtOptions.GridMinimum)} and {nameof(UniMvtOptions.GridMaximum)} both, or neither.");
        }

        int outside = grid.Count(q => q < low || q > high);
        if (outside > 0)
        {
            monitor.Warning(
                $"{outside} of the grid's {grid.Length} intensities lie outside the observed range of {low} to {high}; the response there is extrapolated. " +
                $"See {nameof(UniMvtDiagnostics)}.{nameof(UniMvtDiagnostics.OffSupportScores)}.");
        }

        IntensityTiers tiers = former is null
            ? IntensityTiers.Find(intensities, options.MaximumTiers)
            : new(former.Tiers, former.IntensityHead == IntensityHead.Categorical);
        return new(low, high, tiers, grid, Scores(intensities, grid, low, high));
    }

    private static IEnumerable<float> Equidistant(double low, double high, int points) =>
        Enumerable.Range(0, points).Select(g => points == 1 ? (float)low : g == points - 1 ? (float)high : (float)(low + (high - low) * g / (points - 1)));

    private static double[] Scores(float[] intensities, float[] grid, float low, float high)
    {
        // One observed value has no range: a relative window takes its place.
        double reach = high > low ? Window * (high - low) : 1e-3 * high;
        double uniform = high > low ? 2 * Window : 1;
        var scores = new double[grid.Length];
        for (int g = 0; g < grid.Length; g++)
        {
            double share = intensities.Count(t => Math.Abs(t - grid[g]) <= reach) / Math.Max(1.0, intensities.Length);

            // At the ends of the range half of the window is outside, where nothing can be.
            double inside = high > low ? Math.Clamp((Math.Min(high, grid[g] + reach) - Math.Max(low, grid[g] - reach)) / (2 * reach), 0.5, 1) : 1;
            scores[g] = 1 - Math.Min(1, share / (uniform * inside));
        }

        return scores;
    }
}
