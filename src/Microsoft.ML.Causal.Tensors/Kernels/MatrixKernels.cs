// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Products of matrices.</summary>
internal static unsafe class MatrixKernels
{
    /// <summary>C (+)= A B: A [m,k] and B [k,n] by their strides of rows and columns, C [m,n] by the stride of its rows.</summary>
    public static void Multiply<T>(
        int m, int n, int k, T* a, int aRow, int aColumn, T* b, int bRow, int bColumn, T* c, int cRow, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                T sum = accumulate ? c[i * cRow + j] : T.Zero;
                for (int l = 0; l < k; l++)
                    sum += a[i * aRow + l * aColumn] * b[l * bRow + j * bColumn];
                c[i * cRow + j] = sum;
            }
        }
    }
}
