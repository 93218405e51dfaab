// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>A lookup table from values of one type to values of another.</summary>
internal abstract class ValueMap
{
    /// <summary>The type of the values; a vector for vector values.</summary>
    public DataViewType ValueType { get; protected init; }

    /// <summary>Names of the values where they are keys; otherwise null.</summary>
    public string[] KeyValues { get; protected init; }

    /// <summary>A getter of the values that the items of a column are mapped to.</summary>
    public abstract Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source);

    public abstract void Save(BinaryWriter writer);

    public static ValueMap Load(BinaryReader reader)
    {
        DataViewType keyType = reader.ReadType(), valueType = reader.ReadType();
        return GenericCall.Static<ValueMap>(
            typeof(ValueMap), nameof(LoadTyped), [keyType.RawType, valueType.GetItemType().RawType], valueType, reader);
    }

    /// <summary>Reads two columns of a data view.</summary>
    public static ValueMap FromColumns(IDataView lookupMap, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn) =>
        GenericCall.Static<ValueMap>(
            typeof(ValueMap),
            valueColumn.Type is VectorDataViewType ? nameof(VectorsFromColumns) : nameof(ScalarsFromColumns),
            [keyColumn.Type.RawType, valueColumn.Type.GetItemType().RawType],
            lookupMap,
            keyColumn,
            valueColumn);

    protected static Dictionary<TKey, TValue> Table<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        Dictionary<TKey, TValue> table = typeof(TKey) == typeof(ReadOnlyMemory<char>)
            ? new((IEqualityComparer<TKey>)(object)TextComparer.Instance)
            : [];
        foreach ((TKey key, TValue value) in pairs)
        {
            if (!table.TryAdd(key, value))
                throw new InvalidOperationException($"Duplicate keys in data '{key}'");
        }

        return table;
    }

    private static ValueMap LoadTyped<TKey, TItem>(DataViewType valueType, BinaryReader reader)
    {
        Func<BinaryReader, TKey> readKey = ItemCodec.Reader<TKey>();
        Func<BinaryReader, TItem> readItem = ItemCodec.Reader<TItem>();
        return valueType is VectorDataViewType
            ? new VectorValueMap<TKey, TItem>(
                valueType, reader.ReadArray(() => KeyValuePair.Create(readKey(reader), reader.ReadArray(() => readItem(reader)))))
            : new ScalarValueMap<TKey, TItem>(
                valueType,
                reader.ReadBoolean() ? reader.ReadStrings() : null,
                reader.ReadArray(() => KeyValuePair.Create(readKey(reader), readItem(reader))));
    }

    private static ValueMap ScalarsFromColumns<TKey, TValue>(
        IDataView lookupMap, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn) =>
        new ScalarValueMap<TKey, TValue>(valueColumn.Type, KeyNames.Of(valueColumn), Read<TKey, TValue>(lookupMap, keyColumn, valueColumn));

    private static ValueMap VectorsFromColumns<TKey, TItem>(
        IDataView lookupMap, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn) =>
        new VectorValueMap<TKey, TItem>(
            valueColumn.Type,
            Read<TKey, VBuffer<TItem>>(lookupMap, keyColumn, valueColumn)
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.DenseValues().ToArray())));

    private static IEnumerable<KeyValuePair<TKey, TValue>> Read<TKey, TValue>(
        IDataView lookupMap, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn)
    {
        using DataViewRowCursor cursor = lookupMap.GetRowCursor([keyColumn, valueColumn]);
        ValueGetter<TKey> keyGetter = cursor.GetGetter<TKey>(keyColumn);
        ValueGetter<TValue> valueGetter = cursor.GetGetter<TValue>(valueColumn);
        while (cursor.MoveNext())
        {
            TKey key = default;
            TValue value = default;
            keyGetter(ref key);
            valueGetter(ref value);
            yield return new(key, value);
        }
    }
}
