// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column of a text loader: its type, and its fields as ranges [Min, End) where no end is the line's end.</summary>
internal sealed record TextColumn(string Name, DataViewType Type, (int Min, int? End)[] Segments)
{
    public static TextColumn[] Bind(IHostEnvironment env, TextLoader.Options options, TextFormat format, string[] sample)
    {
        int inputSize = options.InputSize ?? 0;
        if (inputSize == 0 && options.Columns.Any(c => c.Source?.Any(r => r.AutoEnd && r.Max is null) == true))
            inputSize = FindInputSize(env, format, sample);
        int[] used = [.. options.Columns.SelectMany(c => c.Source ?? []).Where(r => !r.AllOther)
            .SelectMany(r => Enumerable.Range(r.Min, (r.Max ?? (r.AutoEnd ? inputSize - 1 : r.Min)) - r.Min + 1))];
        return [.. options.Columns.Select(column => Bind(env, column, inputSize, used))];
    }

    public static DataViewSchema Schema(TextColumn[] columns, ReadOnlyMemory<char>[] header)
    {
        var builder = new DataViewSchema.Builder();
        foreach (TextColumn column in columns)
            builder.AddColumn(column.Name, column.Type, column.SlotNames(header));
        return builder.ToSchema();
    }

    public static TextColumn Load(BinaryReader reader, DataViewSchema.Column column) =>
        new(column.Name, column.Type, reader.ReadArray(
            () => (reader.ReadInt32(), reader.ReadInt32() is var end && end < 0 ? (int?)null : end)));

    public void Save(BinaryWriter writer) => writer.WriteArray(Segments, segment =>
    {
        writer.Write(segment.Min);
        writer.Write(segment.End ?? -1);
    });

    private static TextColumn Bind(IHostEnvironment env, TextLoader.Column column, int inputSize, int[] used)
    {
        env.CheckParam(!string.IsNullOrWhiteSpace(column.Name), nameof(column.Name), "Columns must have names");
        env.CheckParam(column.Source is { Length: > 0 }, nameof(column.Source), "Must specify some source column indices");
        PrimitiveDataViewType item = column.DataKind.ToPrimitive();
        if (column.KeyCount is not null)
            item = new KeyDataViewType(item.RawType, column.KeyCount.Count ?? (ulong)uint.MaxValue);
        (int Min, int? End)[] segments = [.. column.Source.SelectMany(range => Segment(env, range, inputSize, used))];
        int size = segments.Sum(s => s.End is null ? 0 : s.End.Value - s.Min);
        DataViewType type =
            segments.Any(s => s.End is null) ? new VectorDataViewType(item)
            : size > 1 || column.Source[0].ForceVector || column.Source[0].AutoEnd ? new VectorDataViewType(item, size)
            : item;
        return new(column.Name.Trim(), type, segments);
    }

    private static IEnumerable<(int Min, int? End)> Segment(IHostEnvironment env, TextLoader.Range range, int inputSize, int[] used)
    {
        if (range.Max is null && range.AutoEnd && range.Min >= inputSize)
            throw env.ExceptParam(nameof(range.Min), $"Column #{range.Min} not found in the dataset (it only has {inputSize} columns)");
        int? end = range.Max + 1 ?? (range.AutoEnd ? inputSize : range.VariableEnd ? null : range.Min + 1);
        if (!range.AllOther)
            return [(range.Min, end)];
        // A field at a time: what no other range has.
        return Enumerable.Range(range.Min, (end ?? inputSize) - range.Min).Except(used).Select(i => (i, (int?)(i + 1)));
    }

    private static int FindInputSize(IHostEnvironment env, TextFormat format, string[] sample)
    {
        int[] sizes = [.. sample.Select(line => format.Split(line).Length)];
        env.CheckParam(
            sizes.Length > 0, nameof(TextLoader.Column.Source), "Can't determine the number of source columns without valid data");
        env.CheckParam(sizes.Min() == sizes.Max(), nameof(TextLoader.Column.Source), "The size of input lines is not consistent");
        return sizes[0];
    }

    private DataViewSchema.Annotations SlotNames(ReadOnlyMemory<char>[] header)
    {
        if (header is null || !Type.IsKnownSizeVector())
            return null;
        string[] names = [.. Segments.SelectMany(s => Enumerable.Range(s.Min, s.End.Value - s.Min))
            .Select(i => i < header.Length ? header[i].Span.Trim().ToString() : "")];
        if (names.All(n => n.Length == 0))
            return null;
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddSlotNames(names);
        return builder.ToAnnotations();
    }
}
