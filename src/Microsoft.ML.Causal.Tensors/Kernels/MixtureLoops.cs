// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The loops of <see cref="MixtureKernels"/> for one width of vectors.</summary>
internal static unsafe class MixtureLoops<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Combine(T* experts, T* gate, int gateRow, T* mixture, int rows, int count, int width, bool accumulate)
    {
        for (int r = 0; r < rows; r++)
        {
            int i = 0;
            for (; i <= width - S.Count; i += S.Count)
            {
                V sum = accumulate ? S.Load(mixture + i) : S.Zero;
                for (int k = 0; k < count; k++)
                    sum = S.MultiplyAdd(S.Create(gate[k]), S.Load(experts + k * width + i), sum);
                S.Store(sum, mixture + i);
            }

            for (; i < width; i++)
            {
                T sum = accumulate ? mixture[i] : T.Zero;
                for (int k = 0; k < count; k++)
                    sum += gate[k] * experts[k * width + i];
                mixture[i] = sum;
            }

            experts += count * width;
            gate += gateRow;
            mixture += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GateGradient(T* experts, T* upstream, T* target, int targetRow, int rows, int count, int width)
    {
        // Four dot products at once, over the ends of rows: adding up four vectors together costs little more than one.
        T* sums = stackalloc T[4];
        int total = rows * count, row = 0, k = 0;
        for (int first = 0; first < total; first += 4)
        {
            int some = Math.Min(4, total - first);
            T* x = experts + (long)first * width;
            (int startRow, int startK) = (row, k);
            V a = Product(x, upstream + (long)row * width, width), b = S.Zero, c = S.Zero, d = S.Zero;
            Next(ref row, ref k, count);
            if (some > 1)
                b = Product(x + width, upstream + (long)row * width, width);
            Next(ref row, ref k, count);
            if (some > 2)
                c = Product(x + 2 * width, upstream + (long)row * width, width);
            Next(ref row, ref k, count);
            if (some > 3)
                d = Product(x + 3 * width, upstream + (long)row * width, width);
            Next(ref row, ref k, count);
            S.StoreSums(a, b, c, d, sums);
            for (int j = 0; j < some; j++, Next(ref startRow, ref startK, count))
                target[(long)startRow * targetRow + startK] += sums[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Next(ref int row, ref int k, int count)
    {
        if (++k == count)
            (k, row) = (0, row + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Product(T* x, T* y, int width)
    {
        V sum = S.Zero;
        int i = 0;
        for (; i <= width - S.Count; i += S.Count)
            sum = S.MultiplyAdd(S.Load(x + i), S.Load(y + i), sum);
        return i < width ? S.MultiplyAdd(S.LoadPartial(x + i, width - i), S.LoadPartial(y + i, width - i), sum) : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpertGradient(T* gate, int gateRow, T* upstream, T* target, ReadOnlySpan<bool> trains, bool accumulate, int rows, int count, int width)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int k = 0; k < count; k++, target += width)
            {
                if (!trains[k])
                {
                    if (!accumulate)
                        new Span<T>(target, width).Clear();
                    continue;
                }

                T scale = gate[k];
                V factor = S.Create(scale);
                int i = 0;
                for (; i <= width - S.Count; i += S.Count)
                {
                    V start = accumulate ? S.Load(target + i) : S.Zero;
                    S.Store(S.MultiplyAdd(factor, S.Load(upstream + i), start), target + i);
                }

                for (; i < width; i++)
                    target[i] = (accumulate ? target[i] : T.Zero) + scale * upstream[i];
            }

            gate += gateRow;
            upstream += width;
        }
    }
}
