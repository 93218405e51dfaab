// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>The inner loops of the update rules; see <see cref="UpdateRule{T}"/> for the formulas.</summary>
internal static unsafe class UpdateKernels
{
    /// <summary>Applies <paramref name="rule"/> to consecutive elements.</summary>
    public static void Apply<T>(
        in UpdateRule<T> rule, T* value, T* gradient, T* first, T* second, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            UpdateLoops<T, Vector512<T>, Simd512<T>>.Apply(rule, value, gradient, first, second, length);
        else if (Vector256.IsHardwareAccelerated)
            UpdateLoops<T, Vector256<T>, Simd256<T>>.Apply(rule, value, gradient, first, second, length);
        else
            UpdateLoops<T, Vector128<T>, Simd128<T>>.Apply(rule, value, gradient, first, second, length);
    }

    /// <summary>Σ g², in double.</summary>
    public static double SumOfSquares<T>(ParameterNode<T> leaf) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < leaf.Length; i++)
        {
            double g = double.CreateTruncating(leaf.Gradient[i]);
            sum += g * g;
        }

        return sum;
    }
}
