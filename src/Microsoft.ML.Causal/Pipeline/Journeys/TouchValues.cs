// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Makes the values of a log's columns by the columns' types.</summary>
internal static class TouchValues
{
    /// <summary>The value of <paramref name="column"/> as it is: a scalar, or a vector of numbers or keys.</summary>
    /// <exception cref="ArgumentException">The column is of a type that journeys do not carry.</exception>
    public static TouchValue AsIs(DataViewSchema.Column column, string role)
    {
        DataViewType item = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        bool isVector = column.Type is VectorDataViewType;
        if (item is TextDataViewType && !isVector)
            return Of(column, new TextCodec());
        return item.RawType switch
        {
            var type when type == typeof(float) => Plain<float>(column, isVector),
            var type when type == typeof(double) => Plain<double>(column, isVector),
            var type when type == typeof(bool) => Plain<bool>(column, isVector),
            var type when type == typeof(sbyte) => Plain<sbyte>(column, isVector),
            var type when type == typeof(byte) => Plain<byte>(column, isVector),
            var type when type == typeof(short) => Plain<short>(column, isVector),
            var type when type == typeof(ushort) => Plain<ushort>(column, isVector),
            var type when type == typeof(int) => Plain<int>(column, isVector),
            var type when type == typeof(uint) => Plain<uint>(column, isVector),
            var type when type == typeof(long) => Plain<long>(column, isVector),
            var type when type == typeof(ulong) => Plain<ulong>(column, isVector),
            var type when type == typeof(DateTime) => Plain<DateTime>(column, isVector),
            var type when type == typeof(DateTimeOffset) => Plain<DateTimeOffset>(column, isVector),
            var type when type == typeof(TimeSpan) => Plain<TimeSpan>(column, isVector),
            _ => throw ColumnCheck.Mismatch(role, column.Name, "a number, a key, a text, a date, or a vector of numbers or keys", column.Type.ToString()!),
        };
    }

    /// <summary>The value of a column of one key, text or whole number per touch.</summary>
    /// <exception cref="ArgumentException">The column is of another type.</exception>
    public static TouchValue Key(DataViewSchema.Column column)
    {
        bool whole = column.Type is KeyDataViewType or TextDataViewType || IsWhole(column.Type);
        return whole ? AsIs(column, "key") : throw ColumnCheck.Mismatch("key", column.Name, "a key, a text or a whole number", column.Type.ToString()!);
    }

    /// <summary>The value of a column of one number per touch, as <see cref="float"/>.</summary>
    /// <exception cref="ArgumentException">The column does not hold numbers.</exception>
    public static TouchValue Number(DataViewSchema.Column column) => column.Type switch
    {
        KeyDataViewType => throw NotANumber(column),
        { RawType: var type } when type == typeof(float) => Of(column, new PlainCodec<float>()),
        { RawType: var type } when type == typeof(double) => Converted<double>(column, value => (float)value),
        { RawType: var type } when type == typeof(bool) => Converted<bool>(column, value => value ? 1 : 0),
        { RawType: var type } when type == typeof(sbyte) => Converted<sbyte>(column, value => value),
        { RawType: var type } when type == typeof(byte) => Converted<byte>(column, value => value),
        { RawType: var type } when type == typeof(short) => Converted<short>(column, value => value),
        { RawType: var type } when type == typeof(ushort) => Converted<ushort>(column, value => value),
        { RawType: var type } when type == typeof(int) => Converted<int>(column, value => value),
        { RawType: var type } when type == typeof(uint) => Converted<uint>(column, value => value),
        { RawType: var type } when type == typeof(long) => Converted<long>(column, value => value),
        { RawType: var type } when type == typeof(ulong) => Converted<ulong>(column, value => value),
        _ => throw NotANumber(column),
    };

    /// <summary>Whether the type is that of whole numbers.</summary>
    public static bool IsWhole(DataViewType type) => type is NumberDataViewType && type.RawType != typeof(float) && type.RawType != typeof(double);

    private static TouchValue Plain<T>(DataViewSchema.Column column, bool isVector) where T : unmanaged =>
        isVector ? Of(column, new VectorCodec<T>()) : Of(column, new PlainCodec<T>());

    private static TouchValue<T> Of<T>(DataViewSchema.Column column, TouchCodec<T> codec) => new(column, codec, row => row.GetGetter<T>(column));

    private static TouchValue<float> Converted<T>(DataViewSchema.Column column, Func<T, float> convert) where T : unmanaged =>
        new(column, new PlainCodec<float>(), row =>
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            T raw = default;
            return (ref float value) =>
            {
                getter(ref raw);
                value = convert(raw);
            };
        });

    private static ArgumentException NotANumber(DataViewSchema.Column column) =>
        ColumnCheck.Mismatch("numeric", column.Name, "a number", column.Type.ToString()!);
}
