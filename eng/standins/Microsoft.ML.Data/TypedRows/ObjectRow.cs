// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A row over one object at a time: set the object, then read the columns.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly CurrentObject<TRow> _current = new();
    private readonly Delegate[] _getters;
    private long _position = -1;

    public ObjectRow(TypedColumn[] columns)
    {
        Schema = TypedColumn.Schema(columns);
        _getters = [.. columns.Select(c => ObjectGetters.Create(c, _current))];
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>The getters of all columns, in order.</summary>
    public IReadOnlyList<Delegate> Getters => _getters;

    public static ObjectRow<TRow> Create(SchemaDefinition definition = null) =>
        new(TypedColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Read));

    public void Set(TRow value)
    {
        _current.Value = value;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _getters.Length;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Errors.CastGetter<TValue>(_getters[column.Index], column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);
}
