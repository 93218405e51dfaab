// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The loss of a counterfactual probability against the observed label (eq. 18 and 19).</summary>
public enum ConsistencyLoss
{
    /// <summary>−[y log p + (1−y) log(1−p)].</summary>
    BinaryCrossEntropy,

    /// <summary>(p − y)², as the paper prints it.</summary>
    SquaredError,
}
