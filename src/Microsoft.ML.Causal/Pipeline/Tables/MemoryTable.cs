// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A table in memory whose columns are known at run time only.</summary>
internal sealed class MemoryTable : IDataView
{
    private readonly IReadOnlyList<MemoryColumn> _columns;
    private readonly int _rows;

    /// <param name="rows">Number of rows; that of every column's values.</param>
    /// <param name="columns">The columns.</param>
    public MemoryTable(int rows, IReadOnlyList<MemoryColumn> columns)
    {
        (_rows, _columns) = (rows, columns);
        var builder = new DataViewSchema.Builder();
        foreach (MemoryColumn column in columns)
            builder.AddColumn(column.Name, column.Type);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new MemoryTableCursor(Schema, _columns, _rows, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
