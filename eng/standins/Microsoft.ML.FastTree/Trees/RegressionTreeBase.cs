// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A binary tree over numeric features: a row goes left when its value is at most the node's threshold.</summary>
public abstract class RegressionTreeBase
{
    private protected RegressionTreeBase(TreeNodes nodes) => Nodes = nodes;

    internal TreeNodes Nodes { get; }

    public IReadOnlyList<int> LeftChild => Nodes.Left;

    public IReadOnlyList<int> RightChild => Nodes.Right;

    public IReadOnlyList<int> NumericalSplitFeatureIndexes => Nodes.Features;

    public IReadOnlyList<float> NumericalSplitThresholds => Nodes.Thresholds;

    public IReadOnlyList<double> SplitGains => Nodes.Gains;

    public IReadOnlyList<double> LeafValues => Nodes.LeafValues;

    public int NumberOfLeaves => Nodes.LeafValues.Length;

    public int NumberOfNodes => Nodes.LeafValues.Length - 1;
}
