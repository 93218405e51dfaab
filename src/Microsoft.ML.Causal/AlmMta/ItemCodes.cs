// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Finds the codes of the items of one column by the key values of another.</summary>
internal static class ItemCodes
{
    /// <summary>A function that gives the code of the cursor's item: from 1, 0 where the keys do not know it.</summary>
    /// <param name="cursor">Reads items.</param>
    /// <param name="item">The column that names them.</param>
    /// <param name="keys">A column of keys, or of vectors of them.</param>
    /// <exception cref="ArgumentException">The two cannot be compared.</exception>
    public static Func<int> Of(DataViewRowCursor cursor, DataViewSchema.Column item, DataViewSchema.Column keys)
    {
        if (item.Type is KeyDataViewType key && key.RawType == typeof(uint))
        {
            ValueGetter<uint> getter = cursor.GetGetter<uint>(item);
            TextDataViewType text = TextDataViewType.Instance;
            int[]? codes = item.HasKeyValues(text) && keys.HasKeyValues(text) ? ByText(item, keys) : null;
            // Codes of two dictionaries are not the same items.
            if (codes is null && (item.HasKeyValues() || keys.HasKeyValues()))
                throw Mismatch(item, keys);
            return () =>
            {
                uint value = 0;
                getter(ref value);
                return codes is null ? (int)value : codes[value];
            };
        }

        return item.Type switch
        {
            TextDataViewType text when keys.HasKeyValues(text) => ByValue<ReadOnlyMemory<char>, string>(cursor, item, keys, text => text.ToString()),
            PrimitiveDataViewType number when keys.HasKeyValues(number) => number.RawType switch
            {
                var type when type == typeof(sbyte) => ByNumber<sbyte>(cursor, item, keys),
                var type when type == typeof(byte) => ByNumber<byte>(cursor, item, keys),
                var type when type == typeof(short) => ByNumber<short>(cursor, item, keys),
                var type when type == typeof(ushort) => ByNumber<ushort>(cursor, item, keys),
                var type when type == typeof(int) => ByNumber<int>(cursor, item, keys),
                var type when type == typeof(uint) => ByNumber<uint>(cursor, item, keys),
                var type when type == typeof(long) => ByNumber<long>(cursor, item, keys),
                var type when type == typeof(ulong) => ByNumber<ulong>(cursor, item, keys),
                var type when type == typeof(float) => ByNumber<float>(cursor, item, keys),
                var type when type == typeof(double) => ByNumber<double>(cursor, item, keys),
                _ => throw Mismatch(item, keys),
            },
            _ => throw Mismatch(item, keys),
        };
    }

    private static Func<int> ByNumber<T>(DataViewRowCursor cursor, DataViewSchema.Column item, DataViewSchema.Column keys) where T : notnull =>
        ByValue<T, T>(cursor, item, keys, value => value);

    private static Func<int> ByValue<T, TName>(DataViewRowCursor cursor, DataViewSchema.Column item, DataViewSchema.Column keys, Func<T, TName> name)
        where TName : notnull
    {
        Dictionary<TName, int> codes = Codes(keys, name);
        ValueGetter<T> getter = cursor.GetGetter<T>(item);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return codes.GetValueOrDefault(name(value));
        };
    }

    /// <summary>The code in <paramref name="keys"/> of each key of <paramref name="item"/>, 0 for none.</summary>
    private static int[] ByText(DataViewSchema.Column item, DataViewSchema.Column keys)
    {
        Dictionary<string, int> codes = Codes<ReadOnlyMemory<char>, string>(keys, text => text.ToString());
        VBuffer<ReadOnlyMemory<char>> names = default;
        item.GetKeyValues(ref names);
        return [0, .. names.DenseValues().Select(name => codes.GetValueOrDefault(name.ToString()))];
    }

    private static Dictionary<TName, int> Codes<T, TName>(DataViewSchema.Column keys, Func<T, TName> name) where TName : notnull
    {
        VBuffer<T> values = default;
        keys.GetKeyValues(ref values);
        return values.DenseValues().Index().ToDictionary(value => name(value.Item), value => value.Index + 1);
    }

    private static ArgumentException Mismatch(DataViewSchema.Column item, DataViewSchema.Column keys) => ColumnCheck.Mismatch(
        "item", item.Name, $"what the keys of touch key column '{keys.Name}' stand for: a text or a number of the values' type, or keys of the same kind",
        item.Type.ToString()!);
}
