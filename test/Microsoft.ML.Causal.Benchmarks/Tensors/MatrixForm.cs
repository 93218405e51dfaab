// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The products of a layer.</summary>
public enum MatrixForm
{
    /// <summary>C = A B.</summary>
    Forward,

    /// <summary>∂A = ∂C Bᵀ.</summary>
    LeftGradient,

    /// <summary>∂B = Aᵀ ∂C.</summary>
    RightGradient,
}
