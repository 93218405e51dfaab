// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The trees of a regression; their sum is the prediction.</summary>
public sealed class FastTreeRegressionModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal FastTreeRegressionModelParameters(IHostEnvironment env, IReadOnlyList<TreeNodes> trees, int features)
        : base(env, nameof(FastTreeRegressionModelParameters), trees, features)
    {
    }

    internal static FastTreeRegressionModelParameters Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        (int features, TreeNodes[] trees) = LoadCore(ctx);
        return new(env, trees, features);
    }
}
