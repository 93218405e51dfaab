// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The losses of a step of the printed method; null where a step has none.</summary>
/// <param name="Main">Cross-entropy of the main head.</param>
/// <param name="Effect">Weighted cross-entropy of the ITE head.</param>
/// <param name="Proxy">Cross-entropy of the proxy head over touches of rows whose Y' is known.</param>
/// <param name="Adversary">Cross-entropy of the adversary.</param>
/// <param name="Contrast">InfoNCE.</param>
/// <param name="Exposure">L_DML.</param>
internal readonly record struct PaperLosses(
    Tensor<float> Main, Tensor<float>? Effect, Tensor<float>? Proxy, Tensor<float>? Adversary, Tensor<float>? Contrast, Tensor<float>? Exposure)
{
    /// <summary>Names, in the order of the losses; the main one first.</summary>
    public static readonly string[] Names = ["main", "ite", "proxy", "adversary", "contrast", "exposure"];

    /// <summary>Loss <paramref name="index"/>, from 0.</summary>
    public Tensor<float>? this[int index] => index switch
    {
        0 => Main,
        1 => Effect,
        2 => Proxy,
        3 => Adversary,
        4 => Contrast,
        _ => Exposure,
    };
}
