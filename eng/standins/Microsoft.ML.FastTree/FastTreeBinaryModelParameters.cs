// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The trees of a classifier; their sum is the score, not yet a probability.</summary>
public sealed class FastTreeBinaryModelParameters : TreeEnsembleModelParametersBasedOnRegressionTree
{
    internal FastTreeBinaryModelParameters(IHostEnvironment env, IReadOnlyList<TreeNodes> trees, int features)
        : base(env, nameof(FastTreeBinaryModelParameters), trees, features)
    {
    }

    internal static FastTreeBinaryModelParameters Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        (int features, TreeNodes[] trees) = LoadCore(ctx);
        return new(env, trees, features);
    }
}
