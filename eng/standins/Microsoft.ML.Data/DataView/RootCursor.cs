// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Base of the cursors that make rows themselves: position, identity and a getter per active column.</summary>
internal abstract class RootCursor : DataViewRowCursor
{
    private const string NoRow =
        "Values cannot be fetched at this time. This method was called either before the first call to MoveNext, " +
        "or at any point after that method returned false.";
    private readonly bool[] _active;
    private long _position = -1;
    private bool _ended;

    protected RootCursor(DataViewSchema schema, bool[] active)
    {
        Schema = schema;
        _active = active;
        Getters = new Delegate[schema.Count];
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    protected Delegate[] Getters { get; }

    public override bool MoveNext()
    {
        if (_ended || !MoveNextCore())
        {
            _ended = true;
            _position = -1;
            Dispose();
            return false;
        }

        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.CheckActive(_active, column);
        return Errors.CastGetter<TValue>(Getters[column.Index], column);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = _position >= 0 ? GetId() : throw new InvalidOperationException(NoRow);

    protected abstract bool MoveNextCore();

    protected virtual DataViewRowId GetId() => new((ulong)_position, 0);
}
