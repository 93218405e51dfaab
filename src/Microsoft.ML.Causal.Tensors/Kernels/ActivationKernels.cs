// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The functions of <see cref="Activation"/> and their derivatives, over arrays.</summary>
internal static unsafe class ActivationKernels
{
    /// <summary>Whether the derivative needs z and not just f(z).</summary>
    public static bool NeedsInput(Activation activation) =>
        activation is Activation.Silu or Activation.Log or Activation.Square or Activation.Absolute or Activation.Sine or Activation.Cosine;

    /// <summary>y = f(z).</summary>
    public static void Apply<T>(Activation activation, T* z, T* y, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < length; i++)
            y[i] = Value(activation, z[i]);
    }

    /// <summary>target (+)= upstream · f′(z); z is read only where <see cref="NeedsInput"/>, otherwise y is.</summary>
    public static void Differentiate<T>(Activation activation, T* z, T* y, T* upstream, T* target, int length, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < length; i++)
        {
            T slope = upstream[i] * Derivative(activation, z[i], y[i]);
            target[i] = accumulate ? target[i] + slope : slope;
        }
    }

    private static T Value<T>(Activation activation, T z) where T : unmanaged, IFloatingPointIeee754<T> => activation switch
    {
        Activation.Identity => z,
        Activation.Relu => T.Max(z, T.Zero),
        Activation.Sigmoid => Sigmoid(z),
        Activation.Tanh => T.Tanh(z),
        Activation.Softplus => T.Max(z, T.Zero) + T.LogP1(T.Exp(-T.Abs(z))),
        Activation.Silu => z * Sigmoid(z),
        Activation.Exp => T.Exp(z),
        Activation.Log => T.Log(z),
        Activation.Square => z * z,
        Activation.Absolute => T.Abs(z),
        Activation.Sine => T.Sin(z),
        Activation.Cosine => T.Cos(z),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation."),
    };

    private static T Derivative<T>(Activation activation, T z, T y) where T : unmanaged, IFloatingPointIeee754<T> => activation switch
    {
        Activation.Identity => T.One,
        Activation.Relu => y > T.Zero ? T.One : T.Zero,
        Activation.Sigmoid => y * (T.One - y),
        Activation.Tanh => T.One - y * y,
        // σ(z) = 1 − e^−y, exact where y is small as well.
        Activation.Softplus => -T.ExpM1(-y),
        Activation.Silu => Sigmoid(z) * (T.One + z * (T.One - Sigmoid(z))),
        Activation.Exp => y,
        Activation.Log => T.One / z,
        Activation.Square => z + z,
        Activation.Absolute => z == T.Zero ? T.Zero : T.CopySign(T.One, z),
        Activation.Sine => T.Cos(z),
        Activation.Cosine => -T.Sin(z),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation."),
    };

    private static T Sigmoid<T>(T z) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T e = T.Exp(-T.Abs(z));
        return (z >= T.Zero ? T.One : e) / (T.One + e);
    }
}
