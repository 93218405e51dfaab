// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>An adversary that predicts the outcome from a representation behind a gradient reversal.</summary>
/// <remarks>
/// <code>z = head(GRL_λ(M)) + SG(offset),   L_adv = (1/n) Σ w·bce(z, y)</code>
/// With an offset, the main head's logit, the adversary can only gain by what M holds in excess of what (X,T) already say. Without
/// one the best representation against it is one that says nothing about the outcome, which removes the effect itself.
/// </remarks>
internal static class AdversaryLoss
{
    /// <summary>Records the loss.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="head">The adversary, one output.</param>
    /// <param name="representation">M, [n,m].</param>
    /// <param name="offset">Logits [n,1] that the adversary starts from, as constants; null for none.</param>
    /// <param name="strength">λ.</param>
    /// <param name="label">y, [n].</param>
    /// <param name="weight">w, [n]; empty means 1.</param>
    /// <returns>Nats a row; the head learns by the gradient, M unlearns by λ times it.</returns>
    public static Tensor<T> Record<T>(
        Tape<T> tape, Mlp<T> head, Tensor<T> representation, Tensor<T>? offset, double strength, ReadOnlySpan<T> label, ReadOnlySpan<T> weight)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> logit = head.Forward(tape, GradientReversal.Apply(tape, representation, strength));      // [n,1]
        if (offset is not null)
            logit = tape.Add(logit, tape.Detach(offset));
        return tape.BinaryCrossEntropyWithLogits(logit, label, weight, label.Length);
    }
}
