// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A <see cref="ValueMap"/> to vectors; what is not in the table maps to an empty one.</summary>
internal sealed class VectorValueMap<TKey, TItem> : ValueMap
{
    private readonly Dictionary<TKey, TItem[]> _table;

    public VectorValueMap(DataViewType valueType, IEnumerable<KeyValuePair<TKey, TItem[]>> pairs)
    {
        ValueType = valueType;
        _table = Table(pairs);
    }

    public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source)
    {
        ValueGetter<TKey> getter = input.GetGetter<TKey>(source);
        TKey key = default;
        return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) =>
        {
            getter(ref key);
            TItem[] items = _table.GetValueOrDefault(key, []);
            VBuffer<TItem>.Copy(items, 0, ref value, items.Length);
        });
    }

    public override void Save(BinaryWriter writer)
    {
        writer.WriteType(DataKindExtensions.PrimitiveOf(typeof(TKey)));
        writer.WriteType(ValueType);
        Action<BinaryWriter, TKey> writeKey = ItemCodec.Writer<TKey>();
        Action<BinaryWriter, TItem> writeItem = ItemCodec.Writer<TItem>();
        writer.WriteArray(_table, pair =>
        {
            writeKey(writer, pair.Key);
            writer.WriteArray(pair.Value, item => writeItem(writer, item));
        });
    }
}
