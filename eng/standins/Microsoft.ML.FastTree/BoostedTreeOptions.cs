// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What boosting depends on.</summary>
public abstract class BoostedTreeOptions : TreeOptions
{
    protected BoostedTreeOptions()
    {
    }

    public double LearningRate = 0.2;
    public double Shrinkage = 1;

    /// <summary>Bounds the leaves of classifiers; regressions know no bound.</summary>
    public double MaximumTreeOutput = 100;
}
