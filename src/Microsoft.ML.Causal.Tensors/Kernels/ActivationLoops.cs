// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The loops of <see cref="ActivationKernels"/> for one width of vectors.</summary>
internal static unsafe class ActivationLoops<T, V, S>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where S : struct, ISimd<T, V>
{
    /// <summary>A function, and its derivative from what was saved and its value.</summary>
    private interface IFunction
    {
        static abstract V Value(V z, ref V saved);

        static abstract V Derivative(V saved, V y);
    }

    public static void Apply(Activation activation, T* z, T* y, T* saved, int length)
    {
        switch (activation)
        {
            case Activation.Identity:
                new ReadOnlySpan<T>(z, length).CopyTo(new Span<T>(y, length));
                break;
            case Activation.Relu:
                Apply<Relu>(z, y, null, length);
                break;
            case Activation.Sigmoid:
                Apply<Sigmoid>(z, y, null, length);
                break;
            case Activation.Softplus:
                Apply<Softplus>(z, y, saved, length);
                break;
            case Activation.Silu:
                Apply<Silu>(z, y, saved, length);
                break;
            case Activation.Square:
                Apply<Square>(z, y, null, length);
                break;
            case Activation.Absolute:
                Apply<Absolute>(z, y, null, length);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation.");
        }
    }

    public static void Differentiate(Activation activation, T* saved, T* y, T* upstream, T* target, int length, bool accumulate)
    {
        switch (activation)
        {
            case Activation.Identity:
                Differentiate<Identity>(y, y, upstream, target, length, accumulate);
                break;
            case Activation.Relu:
                Differentiate<Relu>(y, y, upstream, target, length, accumulate);
                break;
            case Activation.Sigmoid:
                Differentiate<Sigmoid>(y, y, upstream, target, length, accumulate);
                break;
            case Activation.Tanh:
                Differentiate<Tanh>(y, y, upstream, target, length, accumulate);
                break;
            case Activation.Softplus:
                Differentiate<Softplus>(saved, y, upstream, target, length, accumulate);
                break;
            case Activation.Silu:
                Differentiate<Silu>(saved, y, upstream, target, length, accumulate);
                break;
            case Activation.Exp:
                Differentiate<Exp>(y, y, upstream, target, length, accumulate);
                break;
            case Activation.Log:
                Differentiate<Log>(saved, y, upstream, target, length, accumulate);
                break;
            case Activation.Square:
                Differentiate<Square>(saved, y, upstream, target, length, accumulate);
                break;
            case Activation.Absolute:
                Differentiate<Absolute>(saved, y, upstream, target, length, accumulate);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<F>(T* z, T* y, T* saved, int length) where F : struct, IFunction
    {
        V kept = S.Zero;
        int i = 0;
        if (saved == null)
        {
            for (; i <= length - S.Count; i += S.Count)
                S.Store(F.Value(S.Load(z + i), ref kept), y + i);
        }
        else
        {
            for (; i <= length - S.Count; i += S.Count)
            {
                V value = F.Value(S.Load(z + i), ref kept);
                S.Store(kept, saved + i);
                S.Store(value, y + i);
            }
        }

        if (i == length)
            return;
        V last = F.Value(S.LoadPartial(z + i, length - i), ref kept);
        if (saved != null)
            S.StorePartial(kept, saved + i, length - i);
        S.StorePartial(last, y + i, length - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<F>(T* saved, T* y, T* upstream, T* target, int length, bool accumulate) where F : struct, IFunction
    {
        int i = 0;
        if (accumulate)
        {
            for (; i <= length - S.Count; i += S.Count)
                S.Store(S.MultiplyAdd(F.Derivative(S.Load(saved + i), S.Load(y + i)), S.Load(upstream + i), S.Load(target + i)), target + i);
        }
        else
        {
            for (; i <= length - S.Count; i += S.Count)
                S.Store(S.Multiply(F.Derivative(S.Load(saved + i), S.Load(y + i)), S.Load(upstream + i)), target + i);
        }

        int rest = length - i;
        if (rest == 0)
            return;
        V start = accumulate ? S.LoadPartial(target + i, rest) : S.Zero;
        V slope = F.Derivative(S.LoadPartial(saved + i, rest), S.LoadPartial(y + i, rest));
        S.StorePartial(S.MultiplyAdd(slope, S.LoadPartial(upstream + i, rest), start), target + i, rest);
    }

    private static V One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => VectorMath.Constant<T, V, S>(1);
    }

    private readonly struct Identity : IFunction
    {
        public static V Value(V z, ref V saved) => z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => One;
    }

    private readonly struct Relu : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V z, ref V saved) => S.Max(S.Zero, z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => S.And(S.GreaterThan(y, S.Zero), One);
    }

    private readonly struct Sigmoid : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V z, ref V saved) => VectorMath.Sigmoid<T, V, S>(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => S.Multiply(y, S.Subtract(One, y));
    }

    private readonly struct Tanh : IFunction
    {
        public static V Value(V z, ref V saved) => throw new UnreachableException();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => S.Subtract(One, S.Multiply(y, y));
    }

    private readonly struct Softplus : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V z, ref V saved)
        {
            V e = VectorMath.ExpOfNegative<T, V, S>(S.Subtract(S.Zero, S.Abs(z)));
            saved = VectorMath.SigmoidFrom<T, V, S>(z, e);
            return VectorMath.SoftplusFrom<T, V, S>(z, e);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => saved;
    }

    private readonly struct Silu : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V z, ref V saved)
        {
            saved = VectorMath.Sigmoid<T, V, S>(z);
            return S.Multiply(z, saved);
        }

        // σ + z σ (1 − σ) = σ + y (1 − σ)
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => S.MultiplyAdd(y, S.Subtract(One, saved), saved);
    }

    private readonly struct Exp : IFunction
    {
        public static V Value(V z, ref V saved) => throw new UnreachableException();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => y;
    }

    private readonly struct Log : IFunction
    {
        public static V Value(V z, ref V saved) => throw new UnreachableException();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => S.Divide(One, saved);
    }

    private readonly struct Square : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V z, ref V saved) => S.Multiply(z, z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => S.Add(saved, saved);
    }

    private readonly struct Absolute : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value(V z, ref V saved) => S.Abs(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Derivative(V saved, V y) => S.Subtract(
            S.And(S.GreaterThan(saved, S.Zero), One), S.And(S.GreaterThan(S.Zero, saved), One));
    }
}
