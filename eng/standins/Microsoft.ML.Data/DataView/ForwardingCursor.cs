// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A cursor that gives some of the rows of another, with the same columns.</summary>
internal abstract class ForwardingCursor(DataViewRowCursor input, bool[] active) : DataViewRowCursor
{
    private long _position = -1;

    public override DataViewSchema Schema => Input.Schema;

    public override long Position => _position;

    public override long Batch => Input.Batch;

    protected DataViewRowCursor Input { get; } = input;

    public override bool MoveNext()
    {
        if (!MoveNextCore())
        {
            _position = -1;
            return false;
        }

        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(active, column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.CheckActive(active, column);
        return Input.GetGetter<TValue>(column);
    }

    protected abstract bool MoveNextCore();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();
    }
}
