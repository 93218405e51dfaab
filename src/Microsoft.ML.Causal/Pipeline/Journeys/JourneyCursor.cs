// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Base of the cursors over journeys: position, identity, getters of the columns asked for.</summary>
internal abstract class JourneyCursor(DataViewSchema schema, bool[] active) : DataViewRowCursor
{
    private long _position = -1;
    private bool _ended;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>Getter of each column, null where it was not asked for.</summary>
    protected Delegate?[] Getters { get; } = new Delegate?[schema.Count];

    public override bool MoveNext()
    {
        if (_ended || !MoveToNext())
        {
            (_ended, _position) = (true, -1);
            return false;
        }

        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Getters[column.Index] switch
    {
        ValueGetter<TValue> getter => getter,
        null => throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' was not asked for when the cursor was made."),
        _ => throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type}, and was asked for as {typeof(TValue).Name}."),
    };

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _position >= 0
        ? new DataViewRowId((ulong)_position, 0)
        : throw new InvalidOperationException("There is no row to identify before the first MoveNext, or after the last.");

    /// <summary>Makes the next journey.</summary>
    protected abstract bool MoveToNext();
}
