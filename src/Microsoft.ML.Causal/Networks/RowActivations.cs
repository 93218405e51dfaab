// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>Activations of one row, in place, over whole vectors: spans must be padded as <see cref="RowLayer.Pad"/> says.</summary>
internal static class RowActivations
{
    /// <summary>Applies <paramref name="activation"/>.</summary>
    /// <exception cref="NotSupportedException">An activation that no layer of these networks uses.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Activation activation, Span<float> values)
    {
        Span<Vector512<float>> vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        switch (activation)
        {
            case Activation.Identity:
                break;
            case Activation.Relu:
                foreach (ref Vector512<float> v in vectors)
                    v = Vector512.Max(v, Vector512<float>.Zero);
                break;
            case Activation.Silu:
                foreach (ref Vector512<float> v in vectors)
                    v /= Vector512<float>.One + Vector512.Exp(-v);
                break;
            case Activation.Tanh:
                TensorPrimitives.Tanh(values, values);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(values, values);
                break;
            default:
                throw new NotSupportedException($"Experts can use Identity, Relu, Silu, Tanh or Sigmoid, but not {activation}.");
        }
    }

    /// <summary>Softmax of the first <paramref name="count"/> values; not more than a few, so plain code.</summary>
    public static void Softmax(Span<float> values, int count)
    {
        Span<float> used = values[..count];
        float largest = TensorPrimitives.Max<float>(used), sum = 0;
        foreach (ref float value in used)
        {
            value = MathF.Exp(value - largest);
            sum += value;
        }

        foreach (ref float value in used)
            value /= sum;
    }

    /// <summary>σ(z).</summary>
    public static float Sigmoid(float z) => 1 / (1 + MathF.Exp(-z));

    /// <summary>log(1+e^z), without overflow.</summary>
    public static float Softplus(float z) => MathF.Max(z, 0) + float.LogP1(MathF.Exp(-MathF.Abs(z)));
}
