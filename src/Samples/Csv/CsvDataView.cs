// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Columns of a comma-separated file as a data view; every pass reads the file once, row by row.</summary>
internal sealed class CsvDataView : IDataView
{
    private readonly string _path;
    private readonly IReadOnlyList<string>? _header;
    private readonly List<string> _fields = [];

    /// <param name="path">The file.</param>
    /// <param name="columns">
    /// The columns to show, each a number (Single), 0 or 1 (Boolean) or text; numbers in vectors of known size have blanks between, and
    /// numbers and texts of touches, vectors of unknown size, have <see cref="CsvReader.PartSeparator"/> between.
    /// </param>
    /// <param name="kept">Names of columns to show as texts as well, beside what the columns above make of them.</param>
    /// <param name="header">The column names of a file without a header; null where the first line has them.</param>
    public CsvDataView(
        string path, IEnumerable<(string Name, DataViewType Type)> columns, IReadOnlyList<string>? kept = null, IReadOnlyList<string>? header = null)
    {
        (_path, _header) = (path, header);
        var builder = new DataViewSchema.Builder();
        foreach ((string name, DataViewType type) in columns)
        {
            builder.AddColumn(name, type);
            _fields.Add(name);
        }

        foreach (string name in kept ?? [])
        {
            builder.AddColumn(NameOfKept(name), TextDataViewType.Instance);
            _fields.Add(name);
        }

        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    /// <summary>The name under which a kept column is shown.</summary>
    public static string NameOfKept(string column) => "Kept." + column;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new CsvCursor(Schema, new CsvReader(_path, _header), _fields, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
