// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>
/// Sums, differences, products and quotients of a matrix with a second one that may repeat: element (r,c) of b lies at
/// b + r·rowStride + c·columnStride, a stride of 0 repeating it. A column stride is 1 or 0.
/// </summary>
internal static unsafe class ArithmeticKernels
{
    /// <summary>y = a ∘ b.</summary>
    public static void Forward<T>(
        Arithmetic operation, T* a, T* b, T* y, int rows, int columns, int rowStride, int columnStride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            ArithmeticLoops<T, Vector512<T>, Simd512<T>>.Forward(operation, a, b, y, rows, columns, rowStride, columnStride);
        else if (Vector256.IsHardwareAccelerated)
            ArithmeticLoops<T, Vector256<T>, Simd256<T>>.Forward(operation, a, b, y, rows, columns, rowStride, columnStride);
        else
            ArithmeticLoops<T, Vector128<T>, Simd128<T>>.Forward(operation, a, b, y, rows, columns, rowStride, columnStride);
    }

    /// <summary>target (+)= ∂a.</summary>
    public static void Left<T>(
        Arithmetic operation, T* upstream, T* b, T* target, int rows, int columns, int rowStride, int columnStride, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            ArithmeticLoops<T, Vector512<T>, Simd512<T>>.Left(operation, upstream, b, target, rows, columns, rowStride, columnStride, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            ArithmeticLoops<T, Vector256<T>, Simd256<T>>.Left(operation, upstream, b, target, rows, columns, rowStride, columnStride, accumulate);
        else
            ArithmeticLoops<T, Vector128<T>, Simd128<T>>.Left(operation, upstream, b, target, rows, columns, rowStride, columnStride, accumulate);
    }

    /// <summary>target (+)= ∂b, summed over the places where b repeats; there it always adds.</summary>
    public static void Right<T>(
        Arithmetic operation, T* upstream, T* a, T* b, T* target, int rows, int columns, int rowStride, int columnStride, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            ArithmeticLoops<T, Vector512<T>, Simd512<T>>.Right(operation, upstream, a, b, target, rows, columns, rowStride, columnStride, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            ArithmeticLoops<T, Vector256<T>, Simd256<T>>.Right(operation, upstream, a, b, target, rows, columns, rowStride, columnStride, accumulate);
        else
            ArithmeticLoops<T, Vector128<T>, Simd128<T>>.Right(operation, upstream, a, b, target, rows, columns, rowStride, columnStride, accumulate);
    }
}
