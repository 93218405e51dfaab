// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What a threshold on the score keeps.</summary>
/// <param name="Threshold">Least score that counts.</param>
/// <param name="Coverage">Share of journeys with such a touch.</param>
/// <param name="Depth">Mean number of such touches in these.</param>
internal sealed record CoverageAtThreshold(double Threshold, double Coverage, double Depth)
{
    public static CoverageAtThreshold Of(IReadOnlyList<double[]> paths, double threshold)
    {
        var coverage = AttributionCoverage.Compute(paths, threshold);
        return new(threshold, coverage.Coverage, coverage.Depth);
    }
}
