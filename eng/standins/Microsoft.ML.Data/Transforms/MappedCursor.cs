// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>An input cursor with computed columns; see <see cref="MappedRow"/>.</summary>
internal sealed class MappedCursor(
    DataViewRowCursor input, DataViewSchema schema, bool[] active, Delegate[] getters, int[] sources, Action disposer) : DataViewRowCursor
{
    public override DataViewSchema Schema => schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        MappedRow.Get<TValue>(input, active, getters, sources, column);

    public override bool MoveNext() => input.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            disposer?.Invoke();
            input.Dispose();
        }
    }
}
