// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Writes and reads single values of the item types of data views.</summary>
internal static class ItemCodec
{
    public static Action<BinaryWriter, T> Writer<T>() => (Action<BinaryWriter, T>)Of(typeof(T)).Write;

    public static Func<BinaryReader, T> Reader<T>() => (Func<BinaryReader, T>)Of(typeof(T)).Read;

    public static bool Knows(Type raw) => Codecs.ContainsKey(raw);

    public static void WriteVector<T>(BinaryWriter writer, in VBuffer<T> vector)
    {
        Action<BinaryWriter, T> write = Writer<T>();
        writer.Write(vector.Length);
        writer.Write(vector.GetValues().Length);
        foreach (T value in vector.GetValues())
            write(writer, value);
        foreach (int index in vector.GetIndices())
            writer.Write(index);
    }

    public static VBuffer<T> ReadVector<T>(BinaryReader reader)
    {
        Func<BinaryReader, T> read = Reader<T>();
        int length = reader.ReadInt32(), count = reader.ReadInt32();
        var values = new T[count];
        for (int i = 0; i < count; i++)
            values[i] = read(reader);
        int[] indices = count < length ? new int[count] : null;
        for (int i = 0; i < indices?.Length; i++)
            indices[i] = reader.ReadInt32();
        return new(length, count, values, indices);
    }

    private static readonly Dictionary<Type, (Delegate Write, Delegate Read)> Codecs = new[]
    {
        Pair<sbyte>((w, v) => w.Write(v), r => r.ReadSByte()),
        Pair<byte>((w, v) => w.Write(v), r => r.ReadByte()),
        Pair<short>((w, v) => w.Write(v), r => r.ReadInt16()),
        Pair<ushort>((w, v) => w.Write(v), r => r.ReadUInt16()),
        Pair<int>((w, v) => w.Write(v), r => r.ReadInt32()),
        Pair<uint>((w, v) => w.Write(v), r => r.ReadUInt32()),
        Pair<long>((w, v) => w.Write(v), r => r.ReadInt64()),
        Pair<ulong>((w, v) => w.Write(v), r => r.ReadUInt64()),
        Pair<float>((w, v) => w.Write(v), r => r.ReadSingle()),
        Pair<double>((w, v) => w.Write(v), r => r.ReadDouble()),
        Pair<bool>((w, v) => w.Write(v), r => r.ReadBoolean()),
        Pair<ReadOnlyMemory<char>>((w, v) => w.Write(v.ToString()), r => r.ReadString().AsMemory()),
        Pair<TimeSpan>((w, v) => w.Write(v.Ticks), r => new TimeSpan(r.ReadInt64())),
        Pair<DateTime>((w, v) => w.Write(v.Ticks), r => new DateTime(r.ReadInt64())),
        Pair<DateTimeOffset>(WriteOffset, r => new DateTimeOffset(r.ReadInt64(), new TimeSpan(r.ReadInt64()))),
        Pair<DataViewRowId>(WriteRowId, r => new DataViewRowId(r.ReadUInt64(), r.ReadUInt64())),
    }.ToDictionary(p => p.Raw, p => (p.Write, p.Read));

    private static (Delegate Write, Delegate Read) Of(Type raw) =>
        Codecs.TryGetValue(raw, out (Delegate, Delegate) codec)
            ? codec
            : throw new InvalidOperationException($"Values of type {raw} cannot be saved.");

    private static (Type Raw, Delegate Write, Delegate Read) Pair<T>(Action<BinaryWriter, T> write, Func<BinaryReader, T> read) =>
        (typeof(T), write, read);

    private static void WriteOffset(BinaryWriter writer, DateTimeOffset value)
    {
        writer.Write(value.Ticks);
        writer.Write(value.Offset.Ticks);
    }

    private static void WriteRowId(BinaryWriter writer, DataViewRowId value)
    {
        writer.Write(value.Low);
        writer.Write(value.High);
    }
}
