// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>Circular and exponential functions over arrays, and what the periodic encoding derives from them.</summary>
internal static unsafe class WaveKernels
{
    /// <summary>sin = sin(π scale x), cos = cos(π scale x); the length is a multiple of every vector's.</summary>
    public static void SinCosPi<T>(T* x, T scale, T* sin, T* cos, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            WaveLoops<T, Vector512<T>, Simd512<T>>.SinCosPi(x, scale, sin, cos, length);
        else if (Vector256.IsHardwareAccelerated)
            WaveLoops<T, Vector256<T>, Simd256<T>>.SinCosPi(x, scale, sin, cos, length);
        else
            WaveLoops<T, Vector128<T>, Simd128<T>>.SinCosPi(x, scale, sin, cos, length);
    }

    /// <summary>Σ z (a b − c d); the length is a multiple of every vector's.</summary>
    public static T Turn<T>(T* z, T* a, T* b, T* c, T* d, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return WaveLoops<T, Vector512<T>, Simd512<T>>.Turn(z, a, b, c, d, length);
        else if (Vector256.IsHardwareAccelerated)
            return WaveLoops<T, Vector256<T>, Simd256<T>>.Turn(z, a, b, c, d, length);
        else
            return WaveLoops<T, Vector128<T>, Simd128<T>>.Turn(z, a, b, c, d, length);
    }

    /// <summary>y = e^x for x ≤ 0; what is below the smallest normal number becomes 0.</summary>
    public static void ExpOfNegative<T>(T* x, T* y, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            WaveLoops<T, Vector512<T>, Simd512<T>>.ExpOfNegative(x, y, length);
        else if (Vector256.IsHardwareAccelerated)
            WaveLoops<T, Vector256<T>, Simd256<T>>.ExpOfNegative(x, y, length);
        else
            WaveLoops<T, Vector128<T>, Simd128<T>>.ExpOfNegative(x, y, length);
    }
}
