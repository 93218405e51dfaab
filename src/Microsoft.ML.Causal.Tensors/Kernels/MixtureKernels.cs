// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal;

/// <summary>The sums of a mixture of experts: experts [n,k·w] group by group, k columns of a gate, mixture [n,w].</summary>
internal static unsafe class MixtureKernels
{
    /// <summary>u (+)= Σ_k g_k E_k; rows of the gate lie <c>gateRow</c> elements apart.</summary>
    public static void Combine<T>(T* experts, T* gate, int gateRow, T* mixture, int rows, int count, int width, bool accumulate) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            MixtureLoops<T, Vector512<T>, Simd512<T>>.Combine(experts, gate, gateRow, mixture, rows, count, width, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            MixtureLoops<T, Vector256<T>, Simd256<T>>.Combine(experts, gate, gateRow, mixture, rows, count, width, accumulate);
        else
            MixtureLoops<T, Vector128<T>, Simd128<T>>.Combine(experts, gate, gateRow, mixture, rows, count, width, accumulate);
    }

    /// <summary>∂g_k += E_k·∂u.</summary>
    public static void GateGradient<T>(T* experts, T* upstream, T* target, int targetRow, int rows, int count, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            MixtureLoops<T, Vector512<T>, Simd512<T>>.GateGradient(experts, upstream, target, targetRow, rows, count, width);
        else if (Vector256.IsHardwareAccelerated)
            MixtureLoops<T, Vector256<T>, Simd256<T>>.GateGradient(experts, upstream, target, targetRow, rows, count, width);
        else
            MixtureLoops<T, Vector128<T>, Simd128<T>>.GateGradient(experts, upstream, target, targetRow, rows, count, width);
    }

    /// <summary>∂E_k (+)= g_k ∂u where expert k trains, 0 elsewhere.</summary>
    public static void ExpertGradient<T>(T* gate, int gateRow, T* upstream, T* target, ReadOnlySpan<bool> trains, bool accumulate, int rows, int count, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            MixtureLoops<T, Vector512<T>, Simd512<T>>.ExpertGradient(gate, gateRow, upstream, target, trains, accumulate, rows, count, width);
        else if (Vector256.IsHardwareAccelerated)
            MixtureLoops<T, Vector256<T>, Simd256<T>>.ExpertGradient(gate, gateRow, upstream, target, trains, accumulate, rows, count, width);
        else
            MixtureLoops<T, Vector128<T>, Simd128<T>>.ExpertGradient(gate, gateRow, upstream, target, trains, accumulate, rows, count, width);
    }
}
