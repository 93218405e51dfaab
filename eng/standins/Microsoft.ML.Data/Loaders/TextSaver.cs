// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes data as separated text, with sparse lines where they are shorter.</summary>
internal sealed class TextSaver(char separator, bool headerRow, bool schema, bool forceDense)
{
    // What an "index:value" counts, against 1 for a value.
    private const double SparseWeight = 2.5;

    public void Save(IDataView data, Stream stream, bool keepHidden)
    {
        DataViewSchema.Column[] columns = [.. data.Schema.Where(c => keepHidden || !c.IsHidden)];
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: -1, leaveOpen: true);
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        TextCells[] cells = [.. columns.Select(c => TextCells.Create(cursor, c, separator))];
        bool header = headerRow && cells.Any(c => c.Header.Any(name => name.Length > 0));
        if (schema)
            WriteSchema(writer, columns, header);
        if (header)
            WriteLine(writer, [.. cells.Select(c => (c.Header, "\"\""))]);
        while (cursor.MoveNext())
            WriteLine(writer, [.. cells.Select(c => (c.Read(), c.Default))]);
    }

    private void WriteLine(StreamWriter writer, (string[] Items, string Default)[] columns)
    {
        int dense = forceDense ? columns.Length : DenseColumns(columns);
        string[] line = [.. columns.Take(dense).SelectMany(c => c.Items.Select(i => i.Length == 0 ? c.Default : i))];
        if (dense < columns.Length)
            line = [.. line, .. Sparse(columns[dense..])];
        writer.Write(string.Join(separator, line));
        writer.WriteLine();
    }

    private static bool IsSet(string item, string standard) => item.Length > 0 && item != standard;

    private static IEnumerable<string> Sparse((string[] Items, string Default)[] columns)
    {
        (string Item, string Default)[] items = [.. columns.SelectMany(c => c.Items.Select(i => (i, c.Default)))];
        string[] entries = [.. items.Index().Where(e => IsSet(e.Item.Item, e.Item.Default)).Select(e => $"{e.Index}:{e.Item.Item}")];
        return [$"{items.Length}", .. entries.Length > 0 ? entries : [$"0:{items[0].Default}"]];
    }

    // How many columns are written densely: the split that makes the line shortest; all where sparseness gains little.
    private static int DenseColumns((string[] Items, string Default)[] columns)
    {
        int best = 0, before = 0, total = columns.Sum(c => c.Items.Length), denseLength = 0;
        int after = columns.Sum(c => c.Items.Count(i => IsSet(i, c.Default)));
        double least = SparseWeight * after;
        for (int i = 0; i < columns.Length; i++)
        {
            before += columns[i].Items.Length;
            after -= columns[i].Items.Count(item => IsSet(item, columns[i].Default));
            if (before + (SparseWeight * after) is var score && score < least)
                (least, best, denseLength) = (score, i + 1, before);
        }

        int sparse = total - denseLength;
        return sparse < 5 || sparse < denseLength / 5 ? columns.Length : best;
    }

    private void WriteSchema(StreamWriter writer, DataViewSchema.Column[] columns, bool header)
    {
        string name = separator switch
        {
            '\t' => "tab",
            ',' => "comma",
            ' ' => "space",
            ';' => "semicolon",
            '|' => "bar",
            _ => $"{separator}",
        };
        writer.WriteLine("#@ TextLoader{");
        if (header)
            writer.WriteLine("#@   header+");
        writer.WriteLine($"#@   sep={name}");
        int index = 0;
        foreach (DataViewSchema.Column column in columns)
        {
            PrimitiveDataViewType item = column.Type.GetItemType();
            string range =
                column.Type is not VectorDataViewType vector ? $"{index}"
                : vector.IsKnownSize ? $"{index}-{index + vector.Size - 1}"
                : $"{index}-**";
            string key = item is KeyDataViewType { Count: var count } ? $"[{count}]" : "";
            writer.WriteLine($"#@   col={column.Name}:{KindName(item.RawType)}{key}:{range}");
            index += column.Type.GetValueCount();
        }

        writer.WriteLine("#@ }");
    }

    private static string KindName(Type raw) => DataKindExtensions.KindOf(raw) switch
    {
        DataKind.SByte => "I1",
        DataKind.Byte => "U1",
        DataKind.Int16 => "I2",
        DataKind.UInt16 => "U2",
        DataKind.Int32 => "I4",
        DataKind.UInt32 => "U4",
        DataKind.Int64 => "I8",
        DataKind.UInt64 => "U8",
        DataKind.Single => "R4",
        DataKind.Double => "R8",
        DataKind.String => "TX",
        DataKind.Boolean => "BL",
        DataKind.TimeSpan => "TS",
        DataKind.DateTime => "DT",
        DataKind.DateTimeOffset => "DZ",
        _ => "UG",
    };
}
