// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The loops of <see cref="ArithmeticKernels"/> for one width of vectors.</summary>
internal static unsafe class ArithmeticLoops<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    /// <summary>An operation, and what an upstream gradient d becomes on either side.</summary>
    private interface IOperation
    {
        static abstract V Value(V a, V b);

        static abstract V Left(V d, V b);

        static abstract V Right(V d, V a, V b);
    }

    public static void Forward(Arithmetic operation, T* a, T* b, T* y, int rows, int columns, int rowStride, int columnStride)
    {
        switch (operation)
        {
            case Arithmetic.Add:
                Forward<Add>(a, b, y, rows, columns, rowStride, columnStride);
                break;
            case Arithmetic.Subtract:
                Forward<Subtract>(a, b, y, rows, columns, rowStride, columnStride);
                break;
            case Arithmetic.Multiply:
                Forward<Multiply>(a, b, y, rows, columns, rowStride, columnStride);
                break;
            default:
                Forward<Divide>(a, b, y, rows, columns, rowStride, columnStride);
                break;
        }
    }

    public static void Left(Arithmetic operation, T* upstream, T* b, T* target, int rows, int columns, int rowStride, int columnStride, bool accumulate)
    {
        switch (operation)
        {
            case Arithmetic.Add:
                Left<Add>(upstream, b, target, rows, columns, rowStride, columnStride, accumulate);
                break;
            case Arithmetic.Subtract:
                Left<Subtract>(upstream, b, target, rows, columns, rowStride, columnStride, accumulate);
                break;
            case Arithmetic.Multiply:
                Left<Multiply>(upstream, b, target, rows, columns, rowStride, columnStride, accumulate);
                break;
            default:
                Left<Divide>(upstream, b, target, rows, columns, rowStride, columnStride, accumulate);
                break;
        }
    }

    public static void Right(Arithmetic operation, T* upstream, T* a, T* b, T* target, int rows, int columns, int rowStride, int columnStride, bool accumulate)
    {
        switch (operation)
        {
            case Arithmetic.Add:
                Right<Add>(upstream, a, b, target, rows, columns, rowStride, columnStride, accumulate);
                break;
            case Arithmetic.Subtract:
                Right<Subtract>(upstream, a, b, target, rows, columns, rowStride, columnStride, accumulate);
                break;
            case Arithmetic.Multiply:
                Right<Multiply>(upstream, a, b, target, rows, columns, rowStride, columnStride, accumulate);
                break;
            default:
                Right<Divide>(upstream, a, b, target, rows, columns, rowStride, columnStride, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<O>(T* a, T* b, T* y, int rows, int columns, int rowStride, int columnStride) where O : struct, IOperation
    {
        for (int r = 0; r < rows; r++, a += columns, y += columns, b += rowStride)
        {
            V repeated = S.Create(*b);
            int i = 0;
            for (; i <= columns - S.Count; i += S.Count)
                S.Store(O.Value(S.Load(a + i), columnStride == 0 ? repeated : S.Load(b + i)), y + i);
            int rest = columns - i;
            if (rest > 0)
                S.StorePartial(O.Value(Rest(a + i, rest), columnStride == 0 ? repeated : Rest(b + i, rest)), y + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Left<O>(T* upstream, T* b, T* target, int rows, int columns, int rowStride, int columnStride, bool accumulate) where O : struct, IOperation
    {
        for (int r = 0; r < rows; r++, upstream += columns, target += columns, b += rowStride)
        {
            V repeated = S.Create(*b);
            int i = 0;
            for (; i <= columns - S.Count; i += S.Count)
            {
                V slope = O.Left(S.Load(upstream + i), columnStride == 0 ? repeated : S.Load(b + i));
                S.Store(accumulate ? S.Add(slope, S.Load(target + i)) : slope, target + i);
            }

            int rest = columns - i;
            if (rest > 0)
            {
                V slope = O.Left(Rest(upstream + i, rest), columnStride == 0 ? repeated : Rest(b + i, rest));
                S.StorePartial(accumulate ? S.Add(slope, Rest(target + i, rest)) : slope, target + i, rest);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Right<O>(T* upstream, T* a, T* b, T* target, int rows, int columns, int rowStride, int columnStride, bool accumulate) where O : struct, IOperation
    {
        for (int r = 0; r < rows; r++, upstream += columns, a += columns, b += rowStride, target += rowStride)
        {
            V repeated = S.Create(*b), sum = S.Zero;
            int i = 0;
            for (; i <= columns - S.Count; i += S.Count)
            {
                V slope = O.Right(S.Load(upstream + i), S.Load(a + i), columnStride == 0 ? repeated : S.Load(b + i));
                if (columnStride == 0)
                    sum = S.Add(sum, slope);
                else
                    S.Store(accumulate ? S.Add(slope, S.Load(target + i)) : slope, target + i);
            }

            int rest = columns - i;
            if (rest > 0)
            {
                V slope = O.Right(Rest(upstream + i, rest), Rest(a + i, rest), columnStride == 0 ? repeated : Rest(b + i, rest));
                if (columnStride == 0)
                    sum = S.Add(sum, slope);
                else
                    S.StorePartial(accumulate ? S.Add(slope, Rest(target + i, rest)) : slope, target + i, rest);
            }

            if (columnStride == 0)
                *target += S.Sum(sum);
        }
    }

    private static V Rest(T* source, int count) => S.LoadPartial(source, count);

    private readonly struct Add : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V a, V b) => S.Add(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Left(V d, V b) => d;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Right(V d, V a, V b) => d;
    }

    private readonly struct Subtract : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V a, V b) => S.Subtract(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Left(V d, V b) => d;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Right(V d, V a, V b) => S.Subtract(S.Zero, d);
    }

    private readonly struct Multiply : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V a, V b) => S.Multiply(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Left(V d, V b) => S.Multiply(d, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Right(V d, V a, V b) => S.Multiply(d, a);
    }

    private readonly struct Divide : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V a, V b) => S.Divide(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Left(V d, V b) => S.Divide(d, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Right(V d, V a, V b) => S.Divide(S.Multiply(d, a), S.Subtract(S.Zero, S.Multiply(b, b)));
    }
}
