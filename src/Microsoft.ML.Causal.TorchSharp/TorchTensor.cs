// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using TorchSharp;

namespace Microsoft.ML.Causal;

/// <summary>One recorded operation of a <see cref="TorchTape{T}"/>: the tensor, on its device, and what it depends on in TorchSharp's graph.</summary>
internal sealed class TorchTensor<T>(TorchTape<T> tape, torch.Tensor value, Shape shape, int recording) : Tensor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Gets the tape that recorded it.</summary>
    public TorchTape<T> Tape => tape;

    /// <summary>Gets the tensor, of <see cref="Shape"/>'s extents; the tape's, until its next reset.</summary>
    public torch.Tensor Value => value;

    /// <inheritdoc/>
    public override Shape Shape => shape;

    /// <summary>Gets whether it belongs to what the tape records now.</summary>
    public bool IsAlive => recording == tape.Recording;

    /// <inheritdoc/>
    public override T Scalar
    {
        get
        {
            CheckAlive();
            return shape.Length == 1 ? value.item<T>() : throw new InvalidOperationException($"A scalar is a tensor of length 1; this one is {shape}.");
        }
    }

    /// <inheritdoc/>
    public override void CopyTo(Span<T> destination)
    {
        CheckAlive();
        TensorTransfer.Read(value, destination[..shape.Length]);
    }

    /// <inheritdoc/>
    /// <remarks>TorchSharp keeps the gradients of parameters alone, so this repeats the pass; ask before the optimizer's step.</remarks>
    public override void CopyGradientTo(Span<T> destination)
    {
        CheckAlive();
        tape.ReadGradient(this, destination[..shape.Length]);
    }

    private void CheckAlive()
    {
        if (!IsAlive)
            throw new InvalidOperationException("The tensor belongs to an earlier recording; the tape was reset since. Record it again.");
    }
}
