// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>The conversions between item types that ML.NET offers.</summary>
internal static class ValueConversions
{
    private static readonly Type[] Signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];
    private static readonly Type[] Unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];
    private static readonly Type[] Floats = [typeof(float), typeof(double)];
    private static readonly Type[] Times = [typeof(TimeSpan), typeof(DateTime), typeof(DateTimeOffset)];

    /// <summary>A <see cref="ValueMapper{TSource, TResult}"/> between the raw types, or null where there is none.</summary>
    public static Delegate Find(PrimitiveDataViewType source, PrimitiveDataViewType result)
    {
        Type from = source.RawType, to = result.RawType;
        bool fromKey = source is KeyDataViewType;
        string name = fromKey ? Unsigned.Contains(to) ? nameof(Mappers.Number) : null
            : from == to ? nameof(Mappers.Same)
            : from == typeof(bool) ? FromBoolean(to)
            : from == typeof(ReadOnlyMemory<char>) ? FromText(to)
            : Times.Contains(from) ? null
            : to == typeof(bool) ? nameof(Mappers.NotZero)
            : to == typeof(ReadOnlyMemory<char>) ? nameof(Mappers.Text)
            : Floats.Contains(to) || InOne(Signed, from, to) || InOne(Unsigned, from, to) ? nameof(Mappers.Number)
            : null;
        if (name is null)
            return null;
        Type[] types = name is nameof(Mappers.Number) ? [from, to]
            : name is nameof(Mappers.FromBoolean) || from == typeof(ReadOnlyMemory<char>) ? [to]
            : [from];
        return GenericCall.Static<Delegate>(typeof(Mappers), name, types);
    }

    private static bool InOne(Type[] group, Type from, Type to) => group.Contains(from) && group.Contains(to);

    private static string FromBoolean(Type to) =>
        Signed.Contains(to) || Floats.Contains(to) ? nameof(Mappers.FromBoolean)
        : to == typeof(ReadOnlyMemory<char>) ? nameof(Mappers.BooleanText)
        : null;

    private static string FromText(Type to) =>
        Floats.Contains(to) ? nameof(Mappers.TextToFloat)
        : Signed.Contains(to) ? nameof(Mappers.TextToSigned)
        : Unsigned.Contains(to) ? nameof(Mappers.TextToUnsigned)
        : to == typeof(bool) ? nameof(Mappers.TextToBoolean)
        : Times.Contains(to) ? nameof(Mappers.TextToTime)
        : null;


    // Called by name, with the raw types as type arguments.
    private static class Mappers
    {
        public static ValueMapper<T, T> Same<T>() => (in T source, ref T result) => result = source;

        public static ValueMapper<TSource, TResult> Number<TSource, TResult>()
            where TSource : INumberBase<TSource>
            where TResult : INumberBase<TResult> => (in TSource source, ref TResult result) => result = TResult.CreateTruncating(source);

        public static ValueMapper<T, bool> NotZero<T>()
            where T : INumberBase<T> => (in T source, ref bool result) => result = !T.IsZero(source);

        public static ValueMapper<T, ReadOnlyMemory<char>> Text<T>()
            where T : IFormattable
        {
            string format = typeof(T) == typeof(float) ? "G7" : typeof(T) == typeof(double) ? "G17" : null;
            return (in T source, ref ReadOnlyMemory<char> result) =>
                result = source.ToString(format, CultureInfo.InvariantCulture).AsMemory();
        }

        public static ValueMapper<bool, T> FromBoolean<T>()
            where T : INumberBase<T> => (in bool source, ref T result) => result = source ? T.One : T.Zero;

        public static ValueMapper<T, ReadOnlyMemory<char>> BooleanText<T>() =>
            (in T source, ref ReadOnlyMemory<char> result) => result = source.ToString().AsMemory();

        public static ValueMapper<ReadOnlyMemory<char>, T> TextToFloat<T>()
            where T : struct, IFloatingPointIeee754<T> => TextParsing.ToFloat;

        public static ValueMapper<ReadOnlyMemory<char>, T> TextToSigned<T>()
            where T : struct, IBinaryInteger<T> => TextParsing.ToSigned;

        public static ValueMapper<ReadOnlyMemory<char>, T> TextToUnsigned<T>()
            where T : struct, IBinaryInteger<T> => TextParsing.ToUnsigned;

        public static ValueMapper<ReadOnlyMemory<char>, bool> TextToBoolean<T>() => TextParsing.ToBoolean;

        public static ValueMapper<ReadOnlyMemory<char>, T> TextToTime<T>()
            where T : struct, ISpanParsable<T> => TextParsing.ToTime;
    }
}
