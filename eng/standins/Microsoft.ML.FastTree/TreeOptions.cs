// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What growing trees depends on.</summary>
public abstract class TreeOptions : TrainerInputBaseWithGroupId
{
    protected TreeOptions()
    {
    }

    public int NumberOfLeaves = 20;
    public int NumberOfTrees = 100;
    public int MinimumExampleCountPerLeaf = 10;
    public int MaximumBinCountPerFeature = 255;
    public double FeatureFraction = 1;
    public double FeatureFractionPerSplit = 1;
    public int FeatureSelectionSeed = 123;
    public int BaggingSize;
    public double BaggingExampleFraction = 0.7;
    public int Seed = 123;

    /// <summary>Has no effect: one thread grows the trees.</summary>
    public int? NumberOfThreads;
}
