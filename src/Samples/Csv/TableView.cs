// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Rows of a table in memory as a data view.</summary>
internal sealed class TableView : IDataView
{
    private readonly IReadOnlyList<JourneyColumn> _columns;
    private readonly int[] _rows;

    /// <param name="columns">The columns to show.</param>
    /// <param name="rows">Numbers of the rows to show, in this order.</param>
    public TableView(IReadOnlyList<JourneyColumn> columns, int[] rows)
    {
        (_columns, _rows) = (columns, rows);
        var builder = new DataViewSchema.Builder();
        foreach (JourneyColumn column in columns)
            builder.AddColumn(column.Name, column.Type);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new TableCursor(Schema, _columns, _rows, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
