// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A row with computed columns: a column without a getter of its own is the input column that <c>sources</c> names.</summary>
internal sealed class MappedRow(
    DataViewRow input, DataViewSchema schema, bool[] active, Delegate[] getters, int[] sources, Action disposer) : DataViewRow
{
    public override DataViewSchema Schema => schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Get<TValue>(input, active, getters, sources, column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            disposer?.Invoke();
            input.Dispose();
        }
    }

    internal static ValueGetter<TValue> Get<TValue>(
        DataViewRow input, bool[] active, Delegate[] getters, int[] sources, DataViewSchema.Column column)
    {
        ActiveColumns.CheckActive(active, column);
        return getters[column.Index] is { } getter
            ? Errors.CastGetter<TValue>(getter, column)
            : input.GetGetter<TValue>(input.Schema[sources[column.Index]]);
    }
}
