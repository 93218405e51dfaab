// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Consistency of a counterfactual probability with the label (eq. 16 to 19).</summary>
/// <remarks>
/// <code>
/// probability link: p = clamp(σ(z) ± η̂ s, 1e-4, 0.999)     logit link: p = σ(z ± η̂ s)
/// loss = Σ_i w_i ℓ(p_i, y_i) / n,  ℓ = (p − y)² or binary cross-entropy
/// </code>
/// + adds the uplift to the base response (eq. 16, 18), − takes it from the treated response (eq. 17, 19).
/// </remarks>
internal static class CounterfactualConsistencyLoss
{
    /// <param name="tape">Records.</param>
    /// <param name="logit">z, [m,1].</param>
    /// <param name="uplift">±η̂ s, [m,1], on the scale of the link.</param>
    /// <param name="link">Probability or Logit.</param>
    /// <param name="kind">ℓ.</param>
    /// <param name="label">y, [m].</param>
    /// <param name="weight">Weights, [m] or empty.</param>
    /// <param name="divisor">n, the number of rows of both arms.</param>
    /// <returns>The loss, [1].</returns>
    public static Tensor<T> Record<T>(
        Tape<T> tape, Tensor<T> logit, Tensor<T> uplift, ResponseLink link, ConsistencyLoss kind,
        ReadOnlySpan<T> label, ReadOnlySpan<T> weight, int divisor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (link == ResponseLink.Logit && kind == ConsistencyLoss.BinaryCrossEntropy)
            return tape.BinaryCrossEntropyWithLogits(tape.Add(logit, uplift), label, weight, divisor);

        Tensor<T> p = Probability(tape, logit, uplift, link);
        if (kind == ConsistencyLoss.BinaryCrossEntropy)
            return tape.BinaryCrossEntropy(p, label, weight, divisor);

        Tensor<T> error = tape.Subtract(p, tape.Constant(label, new Shape(label.Length, 1)));
        return tape.WeightedSum(tape.Activate(error, Activation.Square), weight, divisor);
    }

    /// <summary>p, [m,1].</summary>
    public static Tensor<T> Probability<T>(Tape<T> tape, Tensor<T> logit, Tensor<T> uplift, ResponseLink link)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        link == ResponseLink.Logit
            ? tape.Activate(tape.Add(logit, uplift), Activation.Sigmoid)
            : tape.Clamp(tape.Add(tape.Activate(logit, Activation.Sigmoid), uplift), ResponseClamp.Low, ResponseClamp.High);
}
