// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The loops of <see cref="LossKernels"/> for one width of vectors.</summary>
internal static unsafe class LossLoops<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BinaryCrossEntropyOnLogits(T* z, T* target, T* weight, T* loss, T* slope, int length)
    {
        V one = VectorMath.Constant<T, V, S>(1);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
        {
            Row(S.Load(z + i), S.Load(target + i), weight == null ? one : S.Load(weight + i), out V value, out V derivative);
            S.Store(value, loss + i);
            S.Store(derivative, slope + i);
        }

        int rest = length - i;
        if (rest == 0)
            return;
        V w = weight == null ? one : S.LoadPartial(weight + i, rest);
        Row(S.LoadPartial(z + i, rest), S.LoadPartial(target + i, rest), w, out V lastValue, out V lastDerivative);
        S.StorePartial(lastValue, loss + i, rest);
        S.StorePartial(lastDerivative, slope + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(V z, V y, V w, out V loss, out V slope)
    {
        V dropped = S.Equal(w, S.Zero);
        V e = VectorMath.ExpOfNegative<T, V, S>(S.Subtract(S.Zero, S.Abs(z)));
        V value = S.Subtract(VectorMath.SoftplusFrom<T, V, S>(z, e), S.Multiply(z, y));
        V derivative = S.Subtract(VectorMath.SigmoidFrom<T, V, S>(z, e), y);
        loss = S.Select(dropped, S.Zero, S.Multiply(w, value));
        slope = S.Select(dropped, S.Zero, S.Multiply(w, derivative));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clamp(T* x, T lo, T hi, T* y, int length)
    {
        V low = S.Create(lo), high = S.Create(hi);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(S.Min(high, S.Max(low, S.Load(x + i))), y + i);
        if (i < length)
            S.StorePartial(S.Min(high, S.Max(low, S.LoadPartial(x + i, length - i))), y + i, length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClampGradient(T* x, T lo, T hi, T* upstream, T* target, int length)
    {
        V low = S.Create(lo), high = S.Create(hi);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
        {
            V at = S.Load(x + i), inside = S.And(S.GreaterThan(at, low), S.GreaterThan(high, at));
            S.Store(S.Add(S.And(inside, S.Load(upstream + i)), S.Load(target + i)), target + i);
        }

        for (; i < length; i++)
        {
            if (x[i] > lo && x[i] < hi)
                target[i] += upstream[i];
        }
    }
}
