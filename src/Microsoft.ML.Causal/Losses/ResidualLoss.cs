// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The residual-on-residual loss of double machine learning (Robinson 1988; Chernozhukov et al. 2018), cluster by cluster.</summary>
/// <remarks><code>L = (1/n) Σ_i (y_i − m̂(x_i) − Σ_k (counts_ik − ê_k(x_i)) θ_k)²</code></remarks>
internal static class ResidualLoss
{
    /// <summary>Records the loss; only θ has a gradient.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="effect">θ, [1,K]: the effect of one more touch of each cluster.</param>
    /// <param name="response">y − m̂(x), [n].</param>
    /// <param name="exposure">counts − ê(x), [n,K].</param>
    public static Tensor<T> Record<T>(Tape<T> tape, Tensor<T> effect, ReadOnlySpan<T> response, ReadOnlySpan<T> exposure)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int n = response.Length;
        Tensor<T> predicted = tape.Linear(tape.Constant(exposure, new Shape(n, exposure.Length / n)), effect, null);   // [n,1]
        return tape.MeanSquaredError(tape.Constant(response, new Shape(n, 1)), predicted);
    }
}
