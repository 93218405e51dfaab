// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How many paths a credit threshold keeps, and how deep it reaches into them.</summary>
/// <remarks>
/// <code>coverage = share of paths with a touch of score ≥ threshold;   depth = mean number of such touches, over covered paths</code>
/// Coverage in [0, 1]; depth at least 1. Neither says whether the credits are right: they describe what a threshold would act on.
/// </remarks>
/// <param name="Coverage">Share of covered paths.</param>
/// <param name="Depth">Mean number of touches at or above the threshold in covered paths; NaN when none is covered.</param>
public sealed record AttributionCoverage(double Coverage, double Depth)
{
    /// <summary>Computes both numbers.</summary>
    /// <param name="paths">Scores of each path's touches; at least one path.</param>
    /// <param name="threshold">Least score that counts.</param>
    /// <exception cref="ArgumentException">There is no path.</exception>
    public static AttributionCoverage Compute(IReadOnlyList<double[]> paths, double threshold)
    {
        ArgumentNullException.ThrowIfNull(paths);
        MetricInput.NotEmpty(paths.Count, nameof(paths));
        int covered = 0, touches = 0;
        foreach (double[] path in paths)
        {
            int reached = path.Count(score => score >= threshold);
            covered += reached > 0 ? 1 : 0;
            touches += reached;
        }

        return new(covered / (double)paths.Count, covered > 0 ? touches / (double)covered : double.NaN);
    }
}
