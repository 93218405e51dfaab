// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What boosting depends on; the names and defaults are those of the public options.</summary>
internal sealed record BoostingSettings
{
    public int Trees { get; init; } = 100;

    public int MostLeaves { get; init; } = 20;

    public int LeastRowsPerLeaf { get; init; } = 10;

    public int MostBins { get; init; } = 255;

    public double LearningRate { get; init; } = 0.2;

    public double MostOutput { get; init; } = 100;

    public double FeatureFraction { get; init; } = 1;

    public double FeatureFractionPerSplit { get; init; } = 1;

    public int FeatureSeed { get; init; } = 123;

    /// <summary>Trees that share a bag; 0 = every tree sees every row.</summary>
    public int BaggingSize { get; init; }

    public double BaggingFraction { get; init; } = 0.7;

    public int BaggingSeed { get; init; } = 123;
}
