// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The loops of <see cref="VectorKernels"/> for one width of vectors.</summary>
internal static unsafe class VectorLoops<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(T* x, T scale, T* y, int length)
    {
        V factor = S.Create(scale);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(S.MultiplyAdd(S.Load(x + i), factor, S.Load(y + i)), y + i);
        for (; i < length; i++)
            y[i] = T.FusedMultiplyAdd(x[i], scale, y[i]);
    }

    public static void Scale(T* x, T scale, T* y, int length, bool accumulate)
    {
        if (accumulate)
            AddScaled(x, scale, y, length);
        else
            Affine(x, scale, T.Zero, y, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine(T* x, T scale, T shift, T* y, int length)
    {
        V factor = S.Create(scale), offset = S.Create(shift);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(S.MultiplyAdd(S.Load(x + i), factor, offset), y + i);
        for (; i < length; i++)
            y[i] = T.FusedMultiplyAdd(x[i], scale, shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum(T* x, int length)
    {
        V sum = S.Zero;
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            sum = S.Add(sum, S.Load(x + i));
        T total = S.Sum(sum);
        for (; i < length; i++)
            total += x[i];
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumRows(T* x, int rows, int columns, T* target)
    {
        int c = 0;
        for (; c <= columns - 4 * S.Count; c += 4 * S.Count)
        {
            // Four columns of vectors at once: their sums wait for nothing but themselves.
            T* to = target + c, row = x + c;
            V a = S.Load(to), b = S.Load(to + S.Count), d = S.Load(to + 2 * S.Count), e = S.Load(to + 3 * S.Count);
            for (int r = 0; r < rows; r++)
            {
                a = S.Add(a, S.Load(row));
                b = S.Add(b, S.Load(row + S.Count));
                d = S.Add(d, S.Load(row + 2 * S.Count));
                e = S.Add(e, S.Load(row + 3 * S.Count));
                row += columns;
            }

            S.Store(a, to);
            S.Store(b, to + S.Count);
            S.Store(d, to + 2 * S.Count);
            S.Store(e, to + 3 * S.Count);
        }

        for (; c <= columns - S.Count; c += S.Count)
        {
            V sum = S.Load(target + c);
            for (int r = 0; r < rows; r++)
                sum = S.Add(sum, S.Load(x + (long)r * columns + c));
            S.Store(sum, target + c);
        }

        for (; c < columns; c++)
        {
            T sum = target[c];
            for (int r = 0; r < rows; r++)
                sum += x[(long)r * columns + c];
            target[c] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyBlock(T* x, int from, T* y, int to, int rows, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            int i = 0;
            for (; i <= columns - S.Count; i += S.Count)
                S.Store(S.Load(x + i), y + i);
            for (; i < columns; i++)
                y[i] = x[i];
            x += from;
            y += to;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBlock(T* x, int from, T* y, int to, int rows, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            int i = 0;
            for (; i <= columns - S.Count; i += S.Count)
                S.Store(S.Add(S.Load(x + i), S.Load(y + i)), y + i);
            for (; i < columns; i++)
                y[i] += x[i];
            x += from;
            y += to;
        }
    }
}
