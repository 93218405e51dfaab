// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Loss of the intensity head on treated rows: ½ Σ(t − t̂)²/n + ½ Σ|t − t̂|/n, or the tiers' cross-entropy.</summary>
internal static class IntensityLoss
{
    /// <summary>−Σ_i w_i Σ_k s_ik log softmax(z_i)_k/n: the cross-entropy where the target is a share of every tier.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="logits">z, [m,tiers].</param>
    /// <param name="shares">s, [m,tiers].</param>
    /// <param name="weight">Weights, [m] or empty.</param>
    /// <param name="divisor">n, the number of rows of both arms.</param>
    public static Tensor<T> Shares<T>(Tape<T> tape, Tensor<T> logits, ReadOnlySpan<T> shares, ReadOnlySpan<T> weight, int divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> terms = tape.Multiply(tape.LogSoftmax(logits), tape.Constant(shares, logits.Shape));               // [m,tiers]
        if (!weight.IsEmpty)
            terms = tape.Multiply(terms, tape.Constant(weight, new Shape(weight.Length, 1)));
        return tape.WeightedSum(terms, default, -divisor);
    }

    /// <param name="tape">Records.</param>
    /// <param name="predicted">t̂, [m,1].</param>
    /// <param name="intensity">t, [m].</param>
    /// <param name="weight">Weights, [m] or empty.</param>
    /// <param name="divisor">n, the number of rows of both arms.</param>
    /// <returns>The L2 and the L1 term, each [1], in squared and plain units of intensity.</returns>
    public static (Tensor<T> Square, Tensor<T> Absolute) Regression<T>(
        Tape<T> tape, Tensor<T> predicted, ReadOnlySpan<T> intensity, ReadOnlySpan<T> weight, int divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> error = tape.Subtract(predicted, tape.Constant(intensity, new Shape(intensity.Length, 1)));
        return (
            tape.WeightedSum(tape.Activate(error, Activation.Square), weight, divisor),
            tape.WeightedSum(tape.Activate(error, Activation.Absolute), weight, divisor));
    }
}
