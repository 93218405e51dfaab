// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>What the shared encoder says about a batch.</summary>
/// <param name="X">x, [n,dx].</param>
/// <param name="Context">c, [n,16].</param>
/// <param name="Length">L/8 of the touches that are not masked, [n,1].</param>
/// <param name="Journey">z, [n,p].</param>
/// <param name="EffectJourney">z as the ITE head reads it; the same unless gradients are routed.</param>
/// <param name="Mediator">M_j, [m,q]; null in a batch without touches.</param>
/// <param name="PooledMediator">m, [n,q].</param>
internal readonly record struct PaperEncoding<T>(
    Tensor<T> X, Tensor<T> Context, Tensor<T> Length, Tensor<T> Journey, Tensor<T> EffectJourney, Tensor<T>? Mediator, Tensor<T> PooledMediator)
    where T : unmanaged, IFloatingPointIeee754<T>;
