// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The loops of <see cref="WaveKernels"/> for one width of vectors.</summary>
internal static unsafe class WaveLoops<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SinCosPi(T* x, T scale, T* sin, T* cos, int length)
    {
        V factor = S.Create(scale);
        for (int i = 0; i < length; i += S.Count)
        {
            VectorMath.SinCosPi<T, V, S>(S.Multiply(S.Load(x + i), factor), out V s, out V c);
            S.Store(s, sin + i);
            S.Store(c, cos + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Turn(T* z, T* a, T* b, T* c, T* d, int length)
    {
        V sum = S.Zero;
        for (int i = 0; i < length; i += S.Count)
        {
            V difference = S.Subtract(S.Multiply(S.Load(a + i), S.Load(b + i)), S.Multiply(S.Load(c + i), S.Load(d + i)));
            sum = S.MultiplyAdd(S.Load(z + i), difference, sum);
        }

        return S.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpOfNegative(T* x, T* y, int length)
    {
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(Exp(S.Load(x + i)), y + i);
        if (i < length)
            S.StorePartial(Exp(S.LoadPartial(x + i, length - i)), y + i, length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exp(V x)
    {
        V tooSmall = S.GreaterThan(VectorMath.Constant<T, V, S>(VectorMath.Lowest<T>()), x);
        return S.Select(tooSmall, S.Zero, VectorMath.ExpOfNegative<T, V, S>(x));
    }
}
