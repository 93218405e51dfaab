// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Trees whose weighted outputs add up, together with a bias, to a score.</summary>
public abstract class TreeEnsemble<T>
    where T : RegressionTreeBase
{
    private protected TreeEnsemble(IReadOnlyList<T> trees, IReadOnlyList<double> treeWeights, double bias)
    {
        Trees = trees;
        TreeWeights = treeWeights;
        Bias = bias;
    }

    public double Bias { get; }

    public IReadOnlyList<double> TreeWeights { get; }

    public IReadOnlyList<T> Trees { get; }
}
