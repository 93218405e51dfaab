// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Writes and reads schemas with their annotations.</summary>
internal static class SchemaCodec
{
    public static void Write(BinaryWriter writer, DataViewSchema schema) => writer.WriteArray(schema, column =>
    {
        writer.Write(column.Name);
        writer.WriteType(column.Type);
        DataViewSchema.Column[] annotations = [.. column.Annotations.Schema.Where(a => CanWrite(a.Type))];
        writer.WriteArray(annotations, annotation =>
        {
            writer.Write(annotation.Name);
            writer.WriteType(annotation.Type);
            Call(nameof(WriteScalar), nameof(WriteVector), annotation.Type, [writer, column.Annotations, annotation]);
        });
    });

    public static DataViewSchema Read(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(reader.ReadArray(
            () => new DataViewSchema.DetachedColumn(reader.ReadString(), reader.ReadType(), ReadAnnotations(reader))));
        return builder.ToSchema();
    }

    private static bool CanWrite(DataViewType type) => type.GetItemType() is { } item && ItemCodec.Knows(item.RawType);

    private static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        reader.ReadArray(() =>
        {
            string name = reader.ReadString();
            DataViewType type = reader.ReadType();
            Call(nameof(ReadScalar), nameof(ReadVector), type, [reader, builder, name, type]);
            return name;
        });
        return builder.ToAnnotations();
    }

    private static void Call(string scalar, string vector, DataViewType type, object[] arguments) =>
        GenericCall.Static<object>(
            typeof(SchemaCodec), type is VectorDataViewType ? vector : scalar, [type.GetItemType().RawType], arguments);

    private static void WriteScalar<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        T value = default;
        annotations.GetValue(annotation.Name, ref value);
        ItemCodec.Writer<T>()(writer, value);
    }

    private static void WriteVector<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        VBuffer<T> value = default;
        annotations.GetValue(annotation.Name, ref value);
        ItemCodec.WriteVector(writer, value);
    }

    private static void ReadScalar<T>(BinaryReader reader, DataViewSchema.Annotations.Builder builder, string name, DataViewType type)
    {
        T value = ItemCodec.Reader<T>()(reader);
        builder.Add(name, type, (ref T destination) => destination = value);
    }

    private static void ReadVector<T>(BinaryReader reader, DataViewSchema.Annotations.Builder builder, string name, DataViewType type)
    {
        VBuffer<T> value = ItemCodec.ReadVector<T>(reader);
        builder.Add(name, type, (ref VBuffer<T> destination) => value.CopyTo(ref destination));
    }
}
