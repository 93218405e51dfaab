// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The terms of eq. 20, each [1] and without its weight; null where a term is off.</summary>
/// <param name="Total">The weighted sum.</param>
/// <param name="Base">Cross-entropy of the base tower on controls.</param>
/// <param name="Treatment">Cross-entropy of the treatment tower on treated rows.</param>
/// <param name="IntensitySquare">Σ(t − t̂)²/n; the tiers' cross-entropy with a categorical head.</param>
/// <param name="IntensityAbsolute">Σ|t − t̂|/n.</param>
/// <param name="CrossTreatment">Eq. 18.</param>
/// <param name="CrossBase">Eq. 19.</param>
/// <param name="Orthogonality">Overlap of the expert groups.</param>
internal readonly record struct UniMvtLossTerms<T>(
    Tensor<T> Total, Tensor<T>? Base, Tensor<T>? Treatment, Tensor<T>? IntensitySquare, Tensor<T>? IntensityAbsolute,
    Tensor<T>? CrossTreatment, Tensor<T>? CrossBase, Tensor<T>? Orthogonality)
    where T : unmanaged, IFloatingPointIeee754<T>;
