// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A regression tree of an ensemble.</summary>
public sealed class RegressionTree : RegressionTreeBase
{
    internal RegressionTree(TreeNodes nodes)
        : base(nodes)
    {
    }
}
