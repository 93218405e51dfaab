// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>A value recorded on a <see cref="Tape{T}"/>: valid until that tape's next <see cref="Tape{T}.Reset"/>.</summary>
/// <typeparam name="T">Element type.</typeparam>
public abstract class Tensor<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Gets the shape.</summary>
    public abstract Shape Shape { get; }

    /// <summary>Copies the value, row-major, to <paramref name="destination"/>, wherever the tensor lives.</summary>
    public abstract void CopyTo(Span<T> destination);

    /// <summary>Copies the gradient of the last <see cref="Tape{T}.Backward"/>; zeros where none flowed.</summary>
    public abstract void CopyGradientTo(Span<T> destination);

    /// <summary>Gets the only element of a tensor of length 1.</summary>
    public abstract T Scalar { get; }
}
