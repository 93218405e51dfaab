// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal.Tests.Engines;

/// <summary>The same tensor of two engines; its numbers are the first one's.</summary>
internal sealed class PairedTensor<T>(Tensor<T> first, Tensor<T> second) : Tensor<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Tensor<T> First => first;

    public Tensor<T> Second => second;

    public override Shape Shape => first.Shape;

    public override T Scalar => first.Scalar;

    public override void CopyTo(Span<T> destination) => first.CopyTo(destination);

    public override void CopyGradientTo(Span<T> destination) => first.CopyGradientTo(destination);
}
