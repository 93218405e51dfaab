// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Microsoft.ML.Causal;

/// <summary>Vectors of 512 bits.</summary>
internal readonly unsafe struct Simd512<T> : ISimd<T, Vector512<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => Vector512<T>.Count;

    public static Vector512<T> Zero => Vector512<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> value, T* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadPartial(T* source, int count)
    {
        if (!Avx512F.IsSupported)
            return CopyIn(source, count);
        Vector512<T> mask = First(count);
        return typeof(T) == typeof(float)
            ? Avx512F.MaskLoad((float*)source, mask.AsSingle(), Vector512<float>.Zero).As<float, T>()
            : Avx512F.MaskLoad((double*)source, mask.AsDouble(), Vector512<double>.Zero).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(Vector512<T> value, T* destination, int count)
    {
        Vector512<T> mask = First(count);
        if (!Avx512F.IsSupported)
            CopyOut(value, destination, count);
        else if (typeof(T) == typeof(float))
            Avx512F.MaskStore((float*)destination, mask.AsSingle(), value.AsSingle());
        else
            Avx512F.MaskStore((double*)destination, mask.AsDouble(), value.AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Create(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Subtract(Vector512<T> a, Vector512<T> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> a, Vector512<T> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> a, Vector512<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> a, Vector512<T> b) => Vector512.MaxNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Min(Vector512<T> a, Vector512<T> b) => Vector512.MinNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Abs(Vector512<T> a) => Vector512.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sqrt(Vector512<T> a) => Vector512.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> GreaterThan(Vector512<T> a, Vector512<T> b) => Vector512.GreaterThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Equal(Vector512<T> a, Vector512<T> b) => Vector512.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> a, Vector512<T> b) => Vector512.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> And(Vector512<T> a, Vector512<T> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Xor(Vector512<T> a, Vector512<T> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ShiftLeft(Vector512<T> a, int count) => typeof(T) == typeof(float)
        ? (a.AsUInt32() << count).As<uint, T>()
        : (a.AsUInt64() << count).As<ulong, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AddInteger(Vector512<T> a, Vector512<T> b) => typeof(T) == typeof(float)
        ? (a.AsInt32() + b.AsInt32()).As<int, T>()
        : (a.AsInt64() + b.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyByPower(Vector512<T> a, Vector512<T> n, Vector512<T> shifted)
    {
        if (!Avx512F.IsSupported)
            return AddInteger(a, ShiftLeft(shifted, typeof(T) == typeof(float) ? 23 : 52));
        return typeof(T) == typeof(float)
            ? Avx512F.Scale(a.AsSingle(), n.AsSingle()).As<float, T>()
            : Avx512F.Scale(a.AsDouble(), n.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Reciprocal(Vector512<T> a)
    {
        if (typeof(T) != typeof(float) || !Avx512F.IsSupported)
            return Vector512<T>.One / a;

        // A dividing instruction takes longer than 14 bits from a table and one step of Newton's method.
        Vector512<float> x = a.AsSingle(), guess = Avx512F.Reciprocal14(x);
        Vector512<float> error = Vector512.FusedMultiplyAdd(-x, guess, Vector512<float>.One);
        return Vector512.FusedMultiplyAdd(guess, error, guess).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> a) => Vector512.Sum(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d, T* destination)
    {
        if (typeof(T) != typeof(float) || !Sse3.IsSupported)
        {
            destination[0] = Sum(a);
            destination[1] = Sum(b);
            destination[2] = Sum(c);
            destination[3] = Sum(d);
            return;
        }

        Vector128<float> first = Sse3.HorizontalAdd(Halve(Halve(a.AsSingle())), Halve(Halve(b.AsSingle())));
        Vector128<float> second = Sse3.HorizontalAdd(Halve(Halve(c.AsSingle())), Halve(Halve(d.AsSingle())));
        Sse3.HorizontalAdd(first, second).Store((float*)destination);
    }

    /// <summary>All bits set in the first <paramref name="count"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> First(int count) => Vector512.GreaterThan(Vector512.Create(T.CreateTruncating(count)), Vector512<T>.Indices);

    private static Vector512<T> CopyIn(T* source, int count)
    {
        Vector512<T> vector = default;
        new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(&vector, Count));
        return vector;
    }

    private static void CopyOut(Vector512<T> vector, T* destination, int count) =>
        new ReadOnlySpan<T>(&vector, count).CopyTo(new Span<T>(destination, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halve(Vector512<float> a) => a.GetLower() + a.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Halve(Vector256<float> a) => a.GetLower() + a.GetUpper();
}
