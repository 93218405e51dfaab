// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>Elementwise loops and sums that operations share, for the widest vectors of the processor.</summary>
internal static unsafe class VectorKernels
{
    /// <summary>y += scale x.</summary>
    public static void AddScaled<T>(T* x, T scale, T* y, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            VectorLoops<T, Vector512<T>, Simd512<T>>.AddScaled(x, scale, y, length);
        else if (Vector256.IsHardwareAccelerated)
            VectorLoops<T, Vector256<T>, Simd256<T>>.AddScaled(x, scale, y, length);
        else
            VectorLoops<T, Vector128<T>, Simd128<T>>.AddScaled(x, scale, y, length);
    }

    /// <summary>y (+)= scale x.</summary>
    public static void Scale<T>(T* x, T scale, T* y, int length, bool accumulate) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            VectorLoops<T, Vector512<T>, Simd512<T>>.Scale(x, scale, y, length, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            VectorLoops<T, Vector256<T>, Simd256<T>>.Scale(x, scale, y, length, accumulate);
        else
            VectorLoops<T, Vector128<T>, Simd128<T>>.Scale(x, scale, y, length, accumulate);
    }

    /// <summary>y = scale x + shift.</summary>
    public static void Affine<T>(T* x, T scale, T shift, T* y, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            VectorLoops<T, Vector512<T>, Simd512<T>>.Affine(x, scale, shift, y, length);
        else if (Vector256.IsHardwareAccelerated)
            VectorLoops<T, Vector256<T>, Simd256<T>>.Affine(x, scale, shift, y, length);
        else
            VectorLoops<T, Vector128<T>, Simd128<T>>.Affine(x, scale, shift, y, length);
    }

    /// <summary>Σ x.</summary>
    public static T Sum<T>(T* x, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return VectorLoops<T, Vector512<T>, Simd512<T>>.Sum(x, length);
        else if (Vector256.IsHardwareAccelerated)
            return VectorLoops<T, Vector256<T>, Simd256<T>>.Sum(x, length);
        else
            return VectorLoops<T, Vector128<T>, Simd128<T>>.Sum(x, length);
    }

    /// <summary>target += the sum over the rows of x [rows,columns].</summary>
    public static void SumRows<T>(T* x, int rows, int columns, T* target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            VectorLoops<T, Vector512<T>, Simd512<T>>.SumRows(x, rows, columns, target);
        else if (Vector256.IsHardwareAccelerated)
            VectorLoops<T, Vector256<T>, Simd256<T>>.SumRows(x, rows, columns, target);
        else
            VectorLoops<T, Vector128<T>, Simd128<T>>.SumRows(x, rows, columns, target);
    }

    /// <summary>As <see cref="CopyBlock"/>, adding.</summary>
    public static void AddBlock<T>(T* x, int from, T* y, int to, int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            VectorLoops<T, Vector512<T>, Simd512<T>>.AddBlock(x, from, y, to, rows, columns);
        else if (Vector256.IsHardwareAccelerated)
            VectorLoops<T, Vector256<T>, Simd256<T>>.AddBlock(x, from, y, to, rows, columns);
        else
            VectorLoops<T, Vector128<T>, Simd128<T>>.AddBlock(x, from, y, to, rows, columns);
    }

    /// <summary>Copies a block of rows that lie <paramref name="from"/> and <paramref name="to"/> elements apart.</summary>
    public static void CopyBlock<T>(T* x, int from, T* y, int to, int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            VectorLoops<T, Vector512<T>, Simd512<T>>.CopyBlock(x, from, y, to, rows, columns);
        else if (Vector256.IsHardwareAccelerated)
            VectorLoops<T, Vector256<T>, Simd256<T>>.CopyBlock(x, from, y, to, rows, columns);
        else
            VectorLoops<T, Vector128<T>, Simd128<T>>.CopyBlock(x, from, y, to, rows, columns);
    }
}
