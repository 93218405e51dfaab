// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What is known of a schema before there is data: names, item types, whether vectors, whether keys.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Empty { get; } = new([]);

    /// <summary>The shape of a schema's visible columns.</summary>
    internal static SchemaShape Create(DataViewSchema schema) =>
        new(schema.Where(c => !c.IsHidden).Select(c => Column.Of(c.Name, c.Type, Create(c.Annotations.Schema))));

    internal bool TryFindColumn(string name, out Column column)
    {
        int index = Array.FindIndex(_columns, c => c.Name == name);
        column = index >= 0 ? _columns[index] : default;
        return index >= 0;
    }

    /// <summary>These columns with <paramref name="added"/> ones, which replace those of the same name in place.</summary>
    internal SchemaShape With(params IEnumerable<Column> added)
    {
        var columns = new List<Column>(_columns);
        foreach (Column column in added)
        {
            int index = columns.FindIndex(c => c.Name == column.Name);
            if (index >= 0)
                columns[index] = column;
            else
                columns.Add(column);
        }

        return new(columns);
    }
}
