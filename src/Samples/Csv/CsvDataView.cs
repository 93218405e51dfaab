// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Columns of a comma-separated file as a data view; every pass reads the file once, row by row.</summary>
internal sealed class CsvDataView : IDataView
{
    private readonly string _path;

    /// <param name="path">The file.</param>
    /// <param name="columns">The columns to show, each a number (Single), 0 or 1 (Boolean) or text.</param>
    public CsvDataView(string path, IEnumerable<(string Name, DataViewType Type)> columns)
    {
        _path = path;
        var builder = new DataViewSchema.Builder();
        foreach ((string name, DataViewType type) in columns)
            builder.AddColumn(name, type);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new CsvCursor(Schema, new CsvReader(_path), columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
