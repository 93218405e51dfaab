// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Turns the values of columns into keys by hashing them; missing values stay missing.</summary>
internal static class ValueHasher
{
    // ML.NET's default.
    private const uint Seed = 314489979;

    public static bool Suits(DataViewType item) => item is TextDataViewType or KeyDataViewType or NumberDataViewType or BooleanDataViewType;

    /// <summary>A getter of the keys, from 1 to 2 to the power of <paramref name="bits"/>, of a column.</summary>
    public static Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source, int bits) => GenericCall.Static<Delegate>(
        typeof(ValueHasher), nameof(TypedGetter), [source.Type.GetItemType().RawType], input, source, (1u << bits) - 1);

    private static Delegate TypedGetter<T>(DataViewRow input, DataViewSchema.Column source, uint mask)
    {
        bool isKey = source.Type.GetItemType() is KeyDataViewType;
        return ElementwiseGetter.Create(input, source, (in T value, ref uint key) =>
            key = IsMissing(value, isKey) ? 0 : (Hash(value) & mask) + 1);
    }

    private static bool IsMissing<T>(T value, bool isKey) => value switch
    {
        ReadOnlyMemory<char> text => text.IsEmpty,
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => isKey && EqualityComparer<T>.Default.Equals(value, default),
    };

    // Adding zero makes a positive zero of a negative one.
    private static uint Hash<T>(T value) => value switch
    {
        ReadOnlyMemory<char> text => Murmur.Hash(Seed, text.Span),
        float number => Murmur.Hash(Seed, BitConverter.SingleToInt32Bits(number + 0)),
        double number => Murmur.Hash(Seed, BitConverter.DoubleToInt64Bits(number + 0)),
        bool flag => Murmur.Hash(Seed, flag ? 1 : 0),
        long number => Murmur.Hash(Seed, number),
        ulong number => Murmur.Hash(Seed, (long)number),
        uint number => Murmur.Hash(Seed, (int)number),
        _ => Murmur.Hash(Seed, Convert.ToInt32(value)),
    };
}
