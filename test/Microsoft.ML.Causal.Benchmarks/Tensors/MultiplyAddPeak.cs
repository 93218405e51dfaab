// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>What the processor's multiply-add units can do at most: 16 chains of them in registers, nothing else.</summary>
internal static class MultiplyAddPeak
{
    /// <summary>Gets the width of the vectors that the kernels use here, in bits.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Gets the floating-point operations of one repetition.</summary>
    public static double Operations => 2.0 * 16 * Bits / 32;

    /// <summary>Repeats the chains; the sum is returned so that they cannot be left out.</summary>
    public static float Run(int repetitions)
    {
        if (Vector512.IsHardwareAccelerated)
            return Run<Vector512<float>, Simd512<float>>(repetitions);
        return Vector256.IsHardwareAccelerated
            ? Run<Vector256<float>, Simd256<float>>(repetitions)
            : Run<Vector128<float>, Simd128<float>>(repetitions);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run<V, S>(int repetitions) where V : struct where S : struct, ISimd<float, V>
    {
        V x = S.Create(0.999f), y = S.Create(0.0001f);
        V a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x, m = x, n = x, o = x, p = x;
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            a = S.MultiplyAdd(a, x, y); b = S.MultiplyAdd(b, x, y); c = S.MultiplyAdd(c, x, y); d = S.MultiplyAdd(d, x, y);
            e = S.MultiplyAdd(e, x, y); f = S.MultiplyAdd(f, x, y); g = S.MultiplyAdd(g, x, y); h = S.MultiplyAdd(h, x, y);
            i = S.MultiplyAdd(i, x, y); j = S.MultiplyAdd(j, x, y); k = S.MultiplyAdd(k, x, y); l = S.MultiplyAdd(l, x, y);
            m = S.MultiplyAdd(m, x, y); n = S.MultiplyAdd(n, x, y); o = S.MultiplyAdd(o, x, y); p = S.MultiplyAdd(p, x, y);
        }

        V first = S.Add(S.Add(S.Add(a, b), S.Add(c, d)), S.Add(S.Add(e, f), S.Add(g, h)));
        V second = S.Add(S.Add(S.Add(i, j), S.Add(k, l)), S.Add(S.Add(m, n), S.Add(o, p)));
        return S.Sum(S.Add(first, second));
    }
}
