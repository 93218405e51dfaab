// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Writes a column's values to binary data, and holds the value that was read last.</summary>
internal abstract class StoredValue
{
    public abstract Delegate Getter { get; }

    public static StoredValue Create(DataViewType type) =>
        GenericCall.New<StoredValue>(type is VectorDataViewType ? typeof(Vector<>) : typeof(Scalar<>), [type.GetItemType().RawType]);

    /// <summary>An action that writes the current value of the row.</summary>
    public static Action<BinaryWriter> Writer(DataViewRow row, DataViewSchema.Column column) =>
        GenericCall.Static<Action<BinaryWriter>>(
            typeof(StoredValue),
            column.Type is VectorDataViewType ? nameof(VectorWriter) : nameof(ScalarWriter),
            [column.Type.GetItemType().RawType],
            row,
            column);

    public abstract void Read(BinaryReader reader);

    private static Action<BinaryWriter> ScalarWriter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        Action<BinaryWriter, T> write = ItemCodec.Writer<T>();
        T value = default;
        return writer =>
        {
            getter(ref value);
            write(writer, value);
        };
    }

    private static Action<BinaryWriter> VectorWriter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        return writer =>
        {
            getter(ref values);
            ItemCodec.WriteVector(writer, values);
        };
    }

    private sealed class Scalar<T> : StoredValue
    {
        private readonly Func<BinaryReader, T> _read = ItemCodec.Reader<T>();
        private T _value;

        public override Delegate Getter => (ValueGetter<T>)((ref T destination) => destination = _value);

        public override void Read(BinaryReader reader) => _value = _read(reader);
    }

    private sealed class Vector<T> : StoredValue
    {
        private VBuffer<T> _values;

        public override Delegate Getter => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => _values.CopyTo(ref destination));

        public override void Read(BinaryReader reader) => _values = ItemCodec.ReadVector<T>(reader);
    }
}
