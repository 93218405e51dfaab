// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Writes and reads the pieces of state that components share.</summary>
internal static class SaveExtensions
{
    public static void WriteArray<T>(this BinaryWriter writer, IReadOnlyCollection<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (T item in items)
            write(item);
    }

    public static T[] ReadArray<T>(this BinaryReader reader, Func<T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (int i = 0; i < items.Length; i++)
            items[i] = read();
        return items;
    }

    public static void WriteStrings(this BinaryWriter writer, IReadOnlyCollection<string> items) => writer.WriteArray(items, writer.Write);

    public static string[] ReadStrings(this BinaryReader reader) => reader.ReadArray(reader.ReadString);

    public static void WriteFloats(this BinaryWriter writer, IReadOnlyCollection<float> items) => writer.WriteArray(items, writer.Write);

    public static float[] ReadFloats(this BinaryReader reader) => reader.ReadArray(reader.ReadSingle);

    public static void WriteDoubles(this BinaryWriter writer, IReadOnlyCollection<double> items) => writer.WriteArray(items, writer.Write);

    public static double[] ReadDoubles(this BinaryReader reader) => reader.ReadArray(reader.ReadDouble);

    public static void WriteInts(this BinaryWriter writer, IReadOnlyCollection<int> items) => writer.WriteArray(items, writer.Write);

    public static int[] ReadInts(this BinaryReader reader) => reader.ReadArray(reader.ReadInt32);

    public static void WriteType(this BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write((byte)254);
                writer.WriteType(vector.ItemType);
                writer.WriteInts(vector.Dimensions);
                break;
            case KeyDataViewType key:
                writer.Write((byte)253);
                writer.Write((byte)DataKindExtensions.KindOf(key.RawType).Value);
                writer.Write(key.Count);
                break;
            case RowIdDataViewType:
                writer.Write((byte)252);
                break;
            default:
                DataKind kind = DataKindExtensions.KindOf(type.RawType)
                    ?? throw new InvalidOperationException($"Columns of type {type} cannot be saved.");
                writer.Write((byte)kind);
                break;
        }
    }

    public static DataViewType ReadType(this BinaryReader reader)
    {
        byte code = reader.ReadByte();
        return code switch
        {
            254 => new VectorDataViewType((PrimitiveDataViewType)reader.ReadType(), reader.ReadInts()),
            253 => new KeyDataViewType(((DataKind)reader.ReadByte()).ToPrimitive().RawType, reader.ReadUInt64()),
            252 => RowIdDataViewType.Instance,
            _ => ((DataKind)code).ToPrimitive(),
        };
    }
}
