// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>The loops of losses and of the clamp.</summary>
internal static unsafe class LossKernels
{
    /// <summary>loss = w·(log(1+e^z) − z y), slope = w·(σ(z) − y); weight may be null for 1. A weight of 0 gives 0, whatever z is.</summary>
    public static void BinaryCrossEntropyOnLogits<T>(
        T* z, T* target, T* weight, T* loss, T* slope, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            LossLoops<T, Vector512<T>, Simd512<T>>.BinaryCrossEntropyOnLogits(z, target, weight, loss, slope, length);
        else if (Vector256.IsHardwareAccelerated)
            LossLoops<T, Vector256<T>, Simd256<T>>.BinaryCrossEntropyOnLogits(z, target, weight, loss, slope, length);
        else
            LossLoops<T, Vector128<T>, Simd128<T>>.BinaryCrossEntropyOnLogits(z, target, weight, loss, slope, length);
    }

    /// <summary>y = min(max(x, lo), hi).</summary>
    public static void Clamp<T>(T* x, T lo, T hi, T* y, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            LossLoops<T, Vector512<T>, Simd512<T>>.Clamp(x, lo, hi, y, length);
        else if (Vector256.IsHardwareAccelerated)
            LossLoops<T, Vector256<T>, Simd256<T>>.Clamp(x, lo, hi, y, length);
        else
            LossLoops<T, Vector128<T>, Simd128<T>>.Clamp(x, lo, hi, y, length);
    }

    /// <summary>target += upstream where x is strictly inside.</summary>
    public static void ClampGradient<T>(T* x, T lo, T hi, T* upstream, T* target, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            LossLoops<T, Vector512<T>, Simd512<T>>.ClampGradient(x, lo, hi, upstream, target, length);
        else if (Vector256.IsHardwareAccelerated)
            LossLoops<T, Vector256<T>, Simd256<T>>.ClampGradient(x, lo, hi, upstream, target, length);
        else
            LossLoops<T, Vector128<T>, Simd128<T>>.ClampGradient(x, lo, hi, upstream, target, length);
    }

    /// <summary>Σ x, or Σ w x with weights, in double; the order of the sum depends on nothing but the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum<T>(T* x, T* weight, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Four sums side by side wait for each other less.
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i <= length - 4; i += 4)
        {
            a += Term(x, weight, i);
            b += Term(x, weight, i + 1);
            c += Term(x, weight, i + 2);
            d += Term(x, weight, i + 3);
        }

        for (; i < length; i++)
            a += Term(x, weight, i);
        return a + b + (c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Term<T>(T* x, T* weight, int i) where T : unmanaged, IFloatingPointIeee754<T> =>
        weight == null ? double.CreateTruncating(x[i]) : double.CreateTruncating(weight[i]) * double.CreateTruncating(x[i]);
}
