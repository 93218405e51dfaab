// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Coverage and depth at many thresholds: what each of them would act on. The numbers are those of <see cref="AttributionCoverage"/>.</summary>
/// <param name="Points">One per threshold, by rising threshold.</param>
/// <param name="Journeys">Number of journeys, those without touches included.</param>
/// <param name="Touches">Number of touches with a score.</param>
public sealed record CoverageCurve(IReadOnlyList<CoveragePoint> Points, long Journeys, long Touches)
{
    /// <summary>Computes the curve.</summary>
    /// <param name="paths">Scores of each journey's touches; at least one journey. NaN, a touch without a score, reaches no threshold.</param>
    /// <param name="thresholds">Thresholds; null means 0, 0.01, ..., 1.</param>
    /// <exception cref="ArgumentException">There is no journey or no threshold, or a threshold is NaN.</exception>
    public static CoverageCurve Compute(IEnumerable<float[]> paths, IEnumerable<double>? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var counter = new CoverageCounter(thresholds);
        foreach (float[] path in paths)
            counter.Add(path);
        return counter.Curve();
    }
}
