// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>Softmax over short rows that lie column by column.</summary>
internal static unsafe class SoftmaxKernels
{
    /// <summary>In place: columns [count,stride], softmax over the columns for each position of a row.</summary>
    /// <param name="columns">Logits, then probabilities.</param>
    /// <param name="stride">Whole vectors.</param>
    /// <param name="count">Number of columns.</param>
    /// <param name="sum">Working memory of one column.</param>
    public static void ByColumns<T>(T* columns, int stride, int count, T* sum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            SoftmaxLoops<T, Vector512<T>, Simd512<T>>.ByColumns(columns, stride, count, sum);
        else if (Vector256.IsHardwareAccelerated)
            SoftmaxLoops<T, Vector256<T>, Simd256<T>>.ByColumns(columns, stride, count, sum);
        else
            SoftmaxLoops<T, Vector128<T>, Simd128<T>>.ByColumns(columns, stride, count, sum);
    }

    /// <summary>In place: upstream gradients dy [count,stride] become y (dy − Σ_k y_k dy_k).</summary>
    public static void GradientByColumns<T>(T* y, T* dy, int stride, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            SoftmaxLoops<T, Vector512<T>, Simd512<T>>.GradientByColumns(y, dy, stride, count);
        else if (Vector256.IsHardwareAccelerated)
            SoftmaxLoops<T, Vector256<T>, Simd256<T>>.GradientByColumns(y, dy, stride, count);
        else
            SoftmaxLoops<T, Vector128<T>, Simd128<T>>.GradientByColumns(y, dy, stride, count);
    }
}

/// <summary>The loops of <see cref="SoftmaxKernels"/> for one width of vectors.</summary>
internal static unsafe class SoftmaxLoops<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ByColumns(T* columns, int stride, int count, T* sum)
    {
        for (int i = 0; i < stride; i += S.Count)
        {
            V largest = S.Load(columns + i);
            for (int c = 1; c < count; c++)
                largest = S.Max(S.Load(columns + c * stride + i), largest);
            S.Store(largest, sum + i);
        }

        for (int c = 0; c < count; c++)
        {
            T* column = columns + c * stride;
            for (int i = 0; i < stride; i += S.Count)
                S.Store(S.Subtract(S.Load(column + i), S.Load(sum + i)), column + i);
        }

        WaveKernels.ExpOfNegative(columns, columns, count * stride);
        for (int i = 0; i < stride; i += S.Count)
        {
            V total = S.Load(columns + i);
            for (int c = 1; c < count; c++)
                total = S.Add(total, S.Load(columns + c * stride + i));
            V scale = S.Divide(S.Create(T.One), total);
            for (int c = 0; c < count; c++)
                S.Store(S.Multiply(S.Load(columns + c * stride + i), scale), columns + c * stride + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientByColumns(T* y, T* dy, int stride, int count)
    {
        for (int i = 0; i < stride; i += S.Count)
        {
            V mean = S.Zero;
            for (int c = 0; c < count; c++)
                mean = S.MultiplyAdd(S.Load(y + c * stride + i), S.Load(dy + c * stride + i), mean);
            for (int c = 0; c < count; c++)
            {
                T* at = dy + c * stride + i;
                S.Store(S.Multiply(S.Load(y + c * stride + i), S.Subtract(S.Load(at), mean)), at);
            }
        }
    }
}
