// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A <see cref="ValueMap"/> to scalars, handed on uncopied; what is not in the table maps to the type's default.</summary>
internal sealed class ScalarValueMap<TKey, TValue> : ValueMap
{
    private readonly Dictionary<TKey, TValue> _table;

    public ScalarValueMap(DataViewType valueType, string[] keyValues, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        ValueType = valueType;
        KeyValues = keyValues;
        _table = Table(pairs);
    }

    public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source) =>
        ElementwiseGetter.Create<TKey, TValue>(input, source, (in TKey key, ref TValue value) => _table.TryGetValue(key, out value));

    public override void Save(BinaryWriter writer)
    {
        writer.WriteType(DataKindExtensions.PrimitiveOf(typeof(TKey)));
        writer.WriteType(ValueType);
        writer.Write(KeyValues is not null);
        if (KeyValues is not null)
            writer.WriteStrings(KeyValues);
        Action<BinaryWriter, TKey> writeKey = ItemCodec.Writer<TKey>();
        Action<BinaryWriter, TValue> writeValue = ItemCodec.Writer<TValue>();
        writer.WriteArray(_table, pair =>
        {
            writeKey(writer, pair.Key);
            writeValue(writer, pair.Value);
        });
    }
}
