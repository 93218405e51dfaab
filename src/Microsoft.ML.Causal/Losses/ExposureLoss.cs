// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>L_DML: how well the context predicts which clusters a user is exposed to.</summary>
/// <remarks>The paper does not define the term; it is the negative log-likelihood of the exposure propensity, in one of two forms.</remarks>
internal static class ExposureLoss
{
    /// <summary>−Σ_j log softmax(z_row(j))[k_j] / m: each touch draws one of K clusters.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="logits">z, [n,K].</param>
    /// <param name="row">Row of each touch, [m].</param>
    /// <param name="cluster">k, 0 to K − 1, [m].</param>
    /// <returns>Nats per touch.</returns>
    public static Tensor<T> Multinomial<T>(Tape<T> tape, Tensor<T> logits, ReadOnlySpan<int> row, ReadOnlySpan<int> cluster)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        tape.CrossEntropy(tape.GatherRows(logits, row), cluster, default, Math.Max(1, cluster.Length));

    /// <summary>Mean over rows and clusters of bce(z, whether the cluster occurs in the row).</summary>
    /// <param name="tape">Records.</param>
    /// <param name="logits">z, [n,K].</param>
    /// <param name="exposed">1 where the cluster occurs, [n,K].</param>
    /// <returns>Nats per row and cluster.</returns>
    public static Tensor<T> Bernoulli<T>(Tape<T> tape, Tensor<T> logits, ReadOnlySpan<T> exposed) where T : unmanaged, IFloatingPointIeee754<T> =>
        tape.BinaryCrossEntropyWithLogits(logits, exposed, default, exposed.Length);
}
