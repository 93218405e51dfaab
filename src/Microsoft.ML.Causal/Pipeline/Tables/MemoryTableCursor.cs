// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Walks through the rows of a <see cref="MemoryTable"/>.</summary>
internal sealed class MemoryTableCursor : DataViewRowCursor
{
    private readonly int _rows;
    private readonly Delegate?[] _getters;
    private int _position = -1;

    public MemoryTableCursor(DataViewSchema schema, IReadOnlyList<MemoryColumn> columns, int rows, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        Schema = schema;
        _rows = rows;
        _getters = new Delegate?[schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
            _getters[column.Index] = columns[column.Index].Getter(() => _position);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters[column.Index] switch
    {
        ValueGetter<TValue> getter => getter,
        null => throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made."),
        _ => throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue).Name}."),
    };

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool MoveNext()
    {
        _position = _position + 1 < _rows ? _position + 1 : -1;
        return _position >= 0;
    }
}
