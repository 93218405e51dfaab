// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>
/// What kernels need of a vector type, so that each is written once for vectors of 512, 256 and 128 bits. The implementations are
/// empty structs: the compiler makes one body for each, with the plain vector instructions in it.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="V">Vector of <typeparamref name="T"/>; a comparison gives one with all bits set where it holds.</typeparam>
internal unsafe interface ISimd<T, V>
    where T : unmanaged
    where V : struct
{
    static abstract int Count { get; }

    static abstract V Zero { get; }

    static abstract V Load(T* source);

    static abstract void Store(V value, T* destination);

    /// <summary>Loads the first <paramref name="count"/> elements, reading no further; the rest are 0.</summary>
    static abstract V LoadPartial(T* source, int count);

    /// <summary>Stores the first <paramref name="count"/> elements alone.</summary>
    static abstract void StorePartial(V value, T* destination, int count);

    static abstract V Create(T value);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    /// <summary>a b + c, rounded once where the processor has the instruction.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>The larger of both; b where one is not a number.</summary>
    static abstract V Max(V a, V b);

    /// <summary>The smaller of both; b where one is not a number.</summary>
    static abstract V Min(V a, V b);

    static abstract V Abs(V a);

    static abstract V Sqrt(V a);

    static abstract V GreaterThan(V a, V b);

    static abstract V Equal(V a, V b);

    /// <summary>a where the mask's bits are set, b elsewhere.</summary>
    static abstract V Select(V mask, V a, V b);

    static abstract V And(V a, V b);

    static abstract V Xor(V a, V b);

    /// <summary>As whole numbers of the elements' size, shifted left by <paramref name="count"/>.</summary>
    static abstract V ShiftLeft(V a, int count);

    /// <summary>Sum as whole numbers of the elements' size.</summary>
    static abstract V AddInteger(V a, V b);

    /// <summary>a·2^n where the result is a normal number; <paramref name="shifted"/> holds n in its lowest bits.</summary>
    static abstract V MultiplyByPower(V a, V n, V shifted);

    /// <summary>1/a to within a few units in the last place.</summary>
    static abstract V Reciprocal(V a);

    /// <summary>The sum of all elements, in an order that depends on the vector's width alone.</summary>
    static abstract T Sum(V a);

    /// <summary>Stores the sums of four vectors' elements next to each other, each in the same order.</summary>
    static abstract void StoreSums(V a, V b, V c, V d, T* destination);
}
