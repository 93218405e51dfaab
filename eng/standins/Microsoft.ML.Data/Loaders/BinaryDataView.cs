// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows of a binary file: a mark, the schema, the number of rows, then the values row by row.</summary>
internal sealed class BinaryDataView : IDataView
{
    private const ulong Mark = 0x3176_6474_616e_6962;
    private readonly IHostEnvironment _env;
    private readonly IMultiStreamSource _source;
    private readonly long _rows;

    public BinaryDataView(IHostEnvironment env, IMultiStreamSource source)
    {
        _env = env;
        _source = source;
        using BinaryReader reader = Open(out DataViewSchema schema, out _rows);
        Schema = schema;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _rows;

    public static void Write(IDataView data, Stream stream, bool keepHidden)
    {
        DataViewSchema.Column[] columns = [.. data.Schema.Where(
            c => (keepHidden || !c.IsHidden) && c.Type.GetItemType() is { } item && ItemCodec.Knows(item.RawType))];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns);
        using var rows = new MemoryStream();
        using var values = new BinaryWriter(rows, Encoding.UTF8);
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        Action<BinaryWriter>[] writers = [.. columns.Select(c => StoredValue.Writer(cursor, c))];
        long count = 0;
        for (; cursor.MoveNext(); count++)
        {
            foreach (Action<BinaryWriter> write in writers)
                write(values);
        }

        values.Flush();
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        SchemaCodec.Write(writer, builder.ToSchema());
        writer.Write(count);
        writer.Flush();
        rows.WriteTo(stream);
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(this, Open(out _, out _), ActiveColumns.Of(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private BinaryReader Open(out DataViewSchema schema, out long rows)
    {
        var reader = new BinaryReader(_source.Open(0), Encoding.UTF8);
        if (reader.BaseStream.Length < sizeof(ulong) || reader.ReadUInt64() != Mark)
        {
            reader.Dispose();
            throw _env.ExceptDecode("Magic number does not match: the file is not binary data that was saved by SaveAsBinary.");
        }

        schema = SchemaCodec.Read(reader);
        rows = reader.ReadInt64();
        return reader;
    }

    private sealed class Cursor : RootCursor
    {
        private readonly BinaryReader _reader;
        private readonly StoredValue[] _values;
        private readonly long _rows;

        public Cursor(BinaryDataView view, BinaryReader reader, bool[] active)
            : base(view.Schema, active)
        {
            _reader = reader;
            _rows = view._rows;
            _values = [.. view.Schema.Select(c => StoredValue.Create(c.Type))];
            for (int i = 0; i < active.Length; i++)
                Getters[i] = active[i] ? _values[i].Getter : null;
        }

        protected override bool MoveNextCore()
        {
            if (Position + 1 >= _rows)
                return false;
            foreach (StoredValue value in _values)
                value.Read(_reader);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _reader.Dispose();
        }
    }
}
