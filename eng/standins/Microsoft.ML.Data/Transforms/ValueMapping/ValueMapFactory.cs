// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Makes lookup tables from pairs of ordinary .NET values, of which strings are stored as text.</summary>
internal static class ValueMapFactory
{
    public static ValueMap Scalars<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> pairs, bool treatValuesAsKeyType)
    {
        TKey[] keys = [.. pairs.Select(pair => pair.Key)];
        TValue[] values = [.. pairs.Select(pair => pair.Value)];
        Type keyType = RawTypeOf<TKey>(), valueType = RawTypeOf<TValue>();
        if (!treatValuesAsKeyType)
            return Make(keyType, valueType, Raw(keys), Raw(values), DataKindExtensions.PrimitiveOf(valueType), null);

        // Unsigned values are keys already; others are numbered in the order in which they come.
        TValue[] distinct = [.. values.Distinct()];
        string[] names = [.. distinct.Select(value => $"{value}")];
        if (valueType == typeof(uint) || valueType == typeof(ulong))
            return Make(keyType, valueType, Raw(keys), values, new KeyDataViewType(valueType, Math.Max(1, names.Length)), names);
        uint[] numbers = [.. values.Select(value => (uint)Array.IndexOf(distinct, value) + 1)];
        return Make(keyType, typeof(uint), Raw(keys), numbers, new KeyDataViewType(typeof(uint), Math.Max(1, names.Length)), names);
    }

    public static ValueMap Vectors<TKey, TItem>(IEnumerable<KeyValuePair<TKey, TItem[]>> pairs)
    {
        TKey[] keys = [.. pairs.Select(pair => pair.Key)];
        TItem[][] values = [.. pairs.Select(pair => pair.Value)];
        Type keyType = RawTypeOf<TKey>(), itemType = RawTypeOf<TItem>();
        int[] lengths = [.. values.Select(value => value.Length).Distinct()];
        var type = new VectorDataViewType(DataKindExtensions.PrimitiveOf(itemType), lengths.Length == 1 ? lengths[0] : 0);
        Array vectors = Array.CreateInstance(itemType.MakeArrayType(), values.Length);
        for (int i = 0; i < values.Length; i++)
            vectors.SetValue(Raw(values[i]), i);
        return GenericCall.Static<ValueMap>(typeof(ValueMapFactory), nameof(MakeVectors), [keyType, itemType], Raw(keys), vectors, type);
    }

    private static ValueMap Make(Type keyType, Type valueType, Array keys, Array values, DataViewType type, string[] names) =>
        GenericCall.Static<ValueMap>(typeof(ValueMapFactory), nameof(MakeScalars), [keyType, valueType], keys, values, type, names);

    private static ValueMap MakeScalars<TKey, TValue>(TKey[] keys, TValue[] values, DataViewType type, string[] names) =>
        new ScalarValueMap<TKey, TValue>(type, names, keys.Zip(values, KeyValuePair.Create));

    private static ValueMap MakeVectors<TKey, TItem>(TKey[] keys, TItem[][] values, DataViewType type) =>
        new VectorValueMap<TKey, TItem>(type, keys.Zip(values, KeyValuePair.Create));

    private static Type RawTypeOf<T>() => DataKindExtensions.PrimitiveOf(typeof(T))?.RawType
        ?? throw new InvalidOperationException($"Values of type {typeof(T)} cannot be mapped: no column holds them.");

    private static Array Raw<T>(T[] values) => values is string[] texts ? texts.Select(text => text.AsMemory()).ToArray() : values;
}
