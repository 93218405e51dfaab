// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections;

namespace Microsoft.ML;

/// <summary>The columns of a data view; a later column hides earlier ones of the same name.</summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _indices = [];

    private DataViewSchema(DetachedColumn[] columns)
    {
        for (int i = 0; i < columns.Length; i++)
            _indices[columns[i].Name] = i;
        _columns = [.. columns.Select((c, i) => new Column(c.Name, i, _indices[c.Name] != i, c.Type, c.Annotations))];
    }

    public int Count => _columns.Length;

    public Column this[string name]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return _indices.TryGetValue(name, out int index)
                ? _columns[index]
                : throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' not found");
        }
    }

    public Column this[int columnIndex] =>
        columnIndex >= 0 && columnIndex < _columns.Length
            ? _columns[columnIndex]
            : throw new ArgumentOutOfRangeException(nameof(columnIndex));

    public Column? GetColumnOrNull(string name) => _indices.TryGetValue(name, out int index) ? _columns[index] : null;

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{Count} columns";

    internal bool TryGetColumnIndex(string name, out int index) => _indices.TryGetValue(name, out index);
}
