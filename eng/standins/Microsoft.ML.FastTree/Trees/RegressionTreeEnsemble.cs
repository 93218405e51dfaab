// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The trees of a boosted model.</summary>
public sealed class RegressionTreeEnsemble : TreeEnsemble<RegressionTree>
{
    internal RegressionTreeEnsemble(IReadOnlyList<TreeNodes> trees)
        : base([.. trees.Select(nodes => new RegressionTree(nodes))], [.. trees.Select(_ => 1.0)], bias: 0)
    {
    }
}
