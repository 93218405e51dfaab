// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>The first rows of a data view, as objects.</summary>
public sealed class DataDebuggerPreview
{
    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Schema = data.Schema;
        var columns = Schema.Select(_ => new List<object>()).ToArray();
        using DataViewRowCursor cursor = data.GetRowCursor(Schema);
        Func<object>[] readers = [.. Schema.Select(c => Reader(cursor, c))];
        var rows = ImmutableArray.CreateBuilder<RowInfo>();
        while (rows.Count < maxRows && cursor.MoveNext())
        {
            var values = new KeyValuePair<string, object>[readers.Length];
            for (int i = 0; i < readers.Length; i++)
            {
                object value = readers[i]();
                columns[i].Add(value);
                values[i] = new(Schema[i].Name, value);
            }

            rows.Add(new RowInfo(values));
        }

        RowView = rows.ToImmutable();
        ColumnView = [.. Schema.Select(c => new ColumnInfo(c, [.. columns[c.Index]]))];
    }

    public DataViewSchema Schema { get; }

    public ImmutableArray<ColumnInfo> ColumnView { get; }

    public ImmutableArray<RowInfo> RowView { get; }

    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    private static Func<object> Reader(DataViewRow row, DataViewSchema.Column column) =>
        GenericCall.Static<Func<object>>(typeof(DataDebuggerPreview), nameof(Of), [column.Type.RawType], row, column);

    private static Func<object> Of<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return value;
        };
    }

    /// <summary>The values of one column.</summary>
    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        public DataViewSchema.Column Column { get; }

        public object[] Values { get; }

        public override string ToString() => $"{Column.Name}: {Column.Type}";
    }

    /// <summary>The values of one row.</summary>
    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values) => Values = values;

        public KeyValuePair<string, object>[] Values { get; }

        public override string ToString() => $"{Values.Length} columns";
    }
}
