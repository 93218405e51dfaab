// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The loops of <see cref="UpdateKernels"/> for one width of vectors.</summary>
internal static unsafe class UpdateLoops<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    public static void Apply(in UpdateRule<T> rule, T* value, T* gradient, T* first, T* second, int length)
    {
        switch (rule.Kind)
        {
            case OptimizerKind.Sgd when first == null:
                Apply<Plain>(rule, value, gradient, value, value, length);
                break;
            case OptimizerKind.Sgd:
                Apply<Momentum>(rule, value, gradient, first, first, length);
                break;
            case OptimizerKind.Adagrad:
                Apply<Adagrad>(rule, value, gradient, second, second, length);
                break;
            default:
                Apply<Adam>(rule, value, gradient, first, second, length);
                break;
        }
    }

    /// <summary>The direction of a step from the gradient and what is remembered.</summary>
    private interface IRule
    {
        static abstract V Direction(in Numbers rule, V g, ref V first, ref V second);

        /// <summary>How many of the two states the rule keeps.</summary>
        static abstract int States { get; }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<R>(in UpdateRule<T> rule, T* value, T* gradient, T* first, T* second, int length) where R : struct, IRule
    {
        var numbers = new Numbers(rule);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
        {
            V v = S.Load(value + i), a = S.Load(first + i), b = S.Load(second + i);
            V next = Step<R>(numbers, v, S.Load(gradient + i), ref a, ref b);
            if (R.States > 0)
                S.Store(a, first + i);
            if (R.States > 1)
                S.Store(b, second + i);
            S.Store(next, value + i);
        }

        int rest = length - i;
        if (rest == 0)
            return;
        V lastA = S.LoadPartial(first + i, rest), lastB = S.LoadPartial(second + i, rest);
        V last = Step<R>(numbers, S.LoadPartial(value + i, rest), S.LoadPartial(gradient + i, rest), ref lastA, ref lastB);
        if (R.States > 0)
            S.StorePartial(lastA, first + i, rest);
        if (R.States > 1)
            S.StorePartial(lastB, second + i, rest);
        S.StorePartial(last, value + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Step<R>(in Numbers rule, V value, V gradient, ref V first, ref V second) where R : struct, IRule
    {
        V g = S.MultiplyAdd(rule.L2, value, S.Multiply(rule.Scale, gradient));
        V direction = R.Direction(rule, g, ref first, ref second);
        return S.Subtract(S.Multiply(rule.Keep, value), S.Multiply(rule.Rate, direction));
    }

    /// <summary>The rule's numbers, each in all elements of a vector.</summary>
    private readonly struct Numbers(in UpdateRule<T> rule)
    {
        public readonly V Rate = S.Create(rule.Rate), Scale = S.Create(rule.Scale), L2 = S.Create(rule.L2), Keep = S.Create(rule.Keep);
        public readonly V First = S.Create(T.One - rule.Beta1), Second = S.Create(T.One - rule.Beta2), Correction = S.Create(rule.Correction);
        public readonly V Epsilon = S.Create(rule.Epsilon), Momentum = S.Create(rule.Momentum);
    }

    private readonly struct Plain : IRule
    {
        public static int States => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Direction(in Numbers rule, V g, ref V first, ref V second) => g;
    }

    private readonly struct Momentum : IRule
    {
        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Direction(in Numbers rule, V g, ref V first, ref V second) => first = S.MultiplyAdd(rule.Momentum, first, g);
    }

    private readonly struct Adagrad : IRule
    {
        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Direction(in Numbers rule, V g, ref V first, ref V second)
        {
            first = S.MultiplyAdd(g, g, first);
            return S.Divide(g, S.Add(S.Sqrt(first), rule.Epsilon));
        }
    }

    private readonly struct Adam : IRule
    {
        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Direction(in Numbers rule, V g, ref V first, ref V second)
        {
            first = S.MultiplyAdd(rule.First, S.Subtract(g, first), first);
            second = S.MultiplyAdd(rule.Second, S.Subtract(S.Multiply(g, g), second), second);
            return S.Multiply(first, S.Reciprocal(S.MultiplyAdd(S.Sqrt(second), rule.Correction, rule.Epsilon)));
        }
    }
}
