// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>Products of matrices, cut into blocks that stay in the caches.</summary>
/// <remarks>
/// C is cut into panels of two vectors' width and tiles of eight rows. B is packed panel by panel, so that a tile reads it in order
/// and aligned; A is read in place. Every element of C is summed over k in the same order, however C's rows are split.
/// </remarks>
internal static unsafe class MatrixKernels
{
    /// <summary>C (+)= A B: A [m,k] and B [k,n] by their strides of rows and columns, C [m,n] by the stride of its rows.</summary>
    public static void Multiply<T>(
        int m, int n, int k, T* a, int aRow, int aColumn, T* b, int bRow, int bColumn, T* c, int cRow, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            MatrixProduct<T, Vector512<T>, Simd512<T>>.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            MatrixProduct<T, Vector256<T>, Simd256<T>>.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
        else
            MatrixProduct<T, Vector128<T>, Simd128<T>>.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
    }

    /// <summary>Elements that <see cref="Pack"/> writes for b [rows,columns].</summary>
    public static int PackedLength<T>(int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return MatrixProduct<T, Vector512<T>, Simd512<T>>.PackedLength(rows, columns);
        if (Vector256.IsHardwareAccelerated)
            return MatrixProduct<T, Vector256<T>, Simd256<T>>.PackedLength(rows, columns);
        return MatrixProduct<T, Vector128<T>, Simd128<T>>.PackedLength(rows, columns);
    }

    /// <summary>Packs b [rows,columns] for <see cref="MultiplyPacked"/>, so that it is done once for many blocks of rows.</summary>
    public static void Pack<T>(T* b, int bRow, int bColumn, int rows, int columns, T* packed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            MatrixPacking<T, Vector512<T>, Simd512<T>>.Pack(b, bRow, bColumn, rows, columns, packed);
        else if (Vector256.IsHardwareAccelerated)
            MatrixPacking<T, Vector256<T>, Simd256<T>>.Pack(b, bRow, bColumn, rows, columns, packed);
        else
            MatrixPacking<T, Vector128<T>, Simd128<T>>.Pack(b, bRow, bColumn, rows, columns, packed);
    }

    /// <summary>C (+)= A B with B from <see cref="Pack"/>; without accumulating, C starts from the bias, if any, in each row. May end with max(·, 0).</summary>
    public static void MultiplyPacked<T>(
        int m, int n, int k, T* a, int aRow, int aColumn, T* packed, T* c, int cRow, bool accumulate, T* bias = null, bool relu = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            MatrixProduct<T, Vector512<T>, Simd512<T>>.MultiplyPacked(m, n, k, a, aRow, aColumn, packed, c, cRow, accumulate, bias, relu);
        else if (Vector256.IsHardwareAccelerated)
            MatrixProduct<T, Vector256<T>, Simd256<T>>.MultiplyPacked(m, n, k, a, aRow, aColumn, packed, c, cRow, accumulate, bias, relu);
        else
            MatrixProduct<T, Vector128<T>, Simd128<T>>.MultiplyPacked(m, n, k, a, aRow, aColumn, packed, c, cRow, accumulate, bias, relu);
    }

    /// <summary>C (+)= A Bᵀ, A [m,k] and B [n,k], for a C of few elements and a long k: every element is a sum along whole vectors.</summary>
    public static void MultiplyLong<T>(int m, int n, int k, T* a, int aRow, T* b, int bRow, T* c, int cRow, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            MatrixLongProduct<T, Vector512<T>, Simd512<T>>.MultiplyLong(m, n, k, a, aRow, b, bRow, c, cRow, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            MatrixLongProduct<T, Vector256<T>, Simd256<T>>.MultiplyLong(m, n, k, a, aRow, b, bRow, c, cRow, accumulate);
        else
            MatrixLongProduct<T, Vector128<T>, Simd128<T>>.MultiplyLong(m, n, k, a, aRow, b, bRow, c, cRow, accumulate);
    }
}
