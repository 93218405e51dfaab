// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>A <see cref="KeyDictionary"/> over values of one raw type.</summary>
internal sealed class KeyDictionary<T>(PrimitiveDataViewType itemType) : KeyDictionary
{
    private Dictionary<T, uint> _keys = NewKeys();

    public KeyDictionary(PrimitiveDataViewType itemType, BinaryReader reader)
        : this(itemType)
    {
        Func<BinaryReader, T> read = ItemCodec.Reader<T>();
        Number(reader.ReadArray(() => read(reader)));
    }

    public override PrimitiveDataViewType ItemType => itemType;

    public override int Count => _keys.Count;

    public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source) =>
        ElementwiseGetter.Create<T, uint>(input, source, (in T value, ref uint key) => _keys.TryGetValue(value, out key));

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText) =>
        AddKeyValues(builder, Values(), itemType, source, asText);

    public override void Save(BinaryWriter writer)
    {
        writer.WriteType(itemType);
        Action<BinaryWriter, T> write = ItemCodec.Writer<T>();
        writer.WriteArray(Values(), value => write(writer, value));
    }

    public override void Sort()
    {
        T[] values = Values();
        if (values is ReadOnlyMemory<char>[] texts)
            Array.Sort(texts, TextComparer.Instance);
        else
            Array.Sort(values);
        Number(values);
    }

    protected override Action Adder(DataViewRow row, DataViewSchema.Column source, int maximum)
    {
        if (source.Type is not VectorDataViewType)
        {
            ValueGetter<T> scalar = row.GetGetter<T>(source);
            T value = default;
            return () =>
            {
                scalar(ref value);
                Add(value, maximum);
            };
        }

        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(source);
        VBuffer<T> vector = default;
        return () =>
        {
            getter(ref vector);
            foreach (KeyValuePair<int, T> item in vector.Items(all: true))
                Add(item.Value, maximum);
        };
    }

    private static Dictionary<T, uint> NewKeys() =>
        typeof(T) == typeof(ReadOnlyMemory<char>) ? new((IEqualityComparer<T>)(object)TextComparer.Instance) : [];

    private void Add(T value, int maximum)
    {
        if (_keys.Count >= maximum || IsMissing(value) || _keys.ContainsKey(value))
            return;

        // A row's text may lie in a buffer that the next row overwrites.
        if (value is ReadOnlyMemory<char> text)
            value = (T)(object)text.ToString().AsMemory();
        _keys.Add(value, (uint)_keys.Count + 1);
    }

    private bool IsMissing(T value) => value switch
    {
        ReadOnlyMemory<char> text => text.IsEmpty,
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => itemType is KeyDataViewType && EqualityComparer<T>.Default.Equals(value, default),
    };

    private T[] Values()
    {
        var values = new T[_keys.Count];
        foreach ((T value, uint key) in _keys)
            values[key - 1] = value;
        return values;
    }

    private void Number(T[] values)
    {
        _keys = NewKeys();
        foreach (T value in values)
            _keys.Add(value, (uint)_keys.Count + 1);
    }
}
