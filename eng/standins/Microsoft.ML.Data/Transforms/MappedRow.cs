// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>An input row with computed columns: columns without a getter of their own come from the input.</summary>
internal sealed class MappedRow(DataViewRow input, DataViewSchema schema, bool[] active, Delegate[] getters, Action disposer) : DataViewRow
{
    public override DataViewSchema Schema => schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Get<TValue>(input, active, getters, column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            disposer?.Invoke();
            input.Dispose();
        }
    }

    internal static ValueGetter<TValue> Get<TValue>(DataViewRow input, bool[] active, Delegate[] getters, DataViewSchema.Column column)
    {
        ActiveColumns.CheckActive(active, column);
        return getters[column.Index] is { } getter
            ? Errors.CastGetter<TValue>(getter, column)
            : input.GetGetter<TValue>(input.Schema[column.Index]);
    }
}
