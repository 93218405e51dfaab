// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>What a mediator tower computes of a batch before its logit.</summary>
/// <param name="X">x, [n,dx].</param>
/// <param name="Embedding">e of each kind, [u,d].</param>
/// <param name="Hidden">h of each touch, [m,h].</param>
/// <param name="Mediator">M of each touch, [m,q].</param>
internal readonly record struct MediatorPass<T>(Tensor<T> X, Tensor<T> Embedding, Tensor<T> Hidden, Tensor<T> Mediator)
    where T : unmanaged, IFloatingPointIeee754<T>;
