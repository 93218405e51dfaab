// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>The functions of <see cref="Activation"/> and their derivatives, over arrays.</summary>
internal static unsafe class ActivationKernels
{
    /// <summary>Whether the derivative needs something saved beside f(z): z itself, or σ(z) for the functions made of it.</summary>
    public static bool Saves(Activation activation) =>
        activation is Activation.Log or Activation.Square or Activation.Absolute or Activation.Sine or Activation.Cosine || SavesSigmoid(activation);

    /// <summary>Whether what is saved is σ(z), which spares the backward pass the exponential.</summary>
    public static bool SavesSigmoid(Activation activation) => activation is Activation.Silu or Activation.Softplus;

    /// <summary>y = f(z). Where <see cref="SavesSigmoid"/>, σ(z) goes to <paramref name="saved"/>, which may be z's own place; null saves nothing.</summary>
    public static void Apply<T>(Activation activation, T* z, T* y, T* saved, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> from = new(z, length);
        Span<T> to = new(y, length);
        switch (activation)
        {
            case Activation.Tanh:
                TensorPrimitives.Tanh(from, to);
                return;
            case Activation.Exp:
                TensorPrimitives.Exp(from, to);
                return;
            case Activation.Log:
                TensorPrimitives.Log(from, to);
                return;
            case Activation.Sine:
                TensorPrimitives.Sin(from, to);
                return;
            case Activation.Cosine:
                TensorPrimitives.Cos(from, to);
                return;
        }

        if (Vector512.IsHardwareAccelerated)
            ActivationLoops<T, Vector512<T>, Simd512<T>>.Apply(activation, z, y, saved, length);
        else if (Vector256.IsHardwareAccelerated)
            ActivationLoops<T, Vector256<T>, Simd256<T>>.Apply(activation, z, y, saved, length);
        else
            ActivationLoops<T, Vector128<T>, Simd128<T>>.Apply(activation, z, y, saved, length);
    }

    /// <summary>target (+)= upstream · f′(z); <paramref name="saved"/> is read only where <see cref="Saves"/>, otherwise y is.</summary>
    public static void Differentiate<T>(Activation activation, T* saved, T* y, T* upstream, T* target, int length, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (activation is Activation.Sine or Activation.Cosine)
        {
            for (int i = 0; i < length; i++)
            {
                T slope = upstream[i] * (activation == Activation.Sine ? T.Cos(saved[i]) : -T.Sin(saved[i]));
                target[i] = accumulate ? target[i] + slope : slope;
            }

            return;
        }

        if (Vector512.IsHardwareAccelerated)
            ActivationLoops<T, Vector512<T>, Simd512<T>>.Differentiate(activation, saved, y, upstream, target, length, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            ActivationLoops<T, Vector256<T>, Simd256<T>>.Differentiate(activation, saved, y, upstream, target, length, accumulate);
        else
            ActivationLoops<T, Vector128<T>, Simd128<T>>.Differentiate(activation, saved, y, upstream, target, length, accumulate);
    }
}
