// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A model made of regression trees.</summary>
public abstract class TreeEnsembleModelParametersBasedOnRegressionTree : TreeEnsembleModelParameters
{
    private protected TreeEnsembleModelParametersBasedOnRegressionTree(
        IHostEnvironment env, string name, IReadOnlyList<TreeNodes> trees, int features)
        : base(env, name, trees, features) => TrainedTreeEnsemble = new(trees);

    public RegressionTreeEnsemble TrainedTreeEnsemble { get; }
}
