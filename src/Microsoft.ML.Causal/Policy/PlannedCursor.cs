// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Walks through scored rows and adds columns that are known by the row's place.</summary>
internal sealed class PlannedCursor(DataViewSchema schema, DataViewRowCursor scored, bool[] active, float[][] added) : DataViewRowCursor
{
    private readonly int _firstAdded = schema.Count - added.Length;

    public override DataViewSchema Schema => schema;

    public override long Position => scored.Position;

    public override long Batch => scored.Batch;

    public override bool MoveNext() => scored.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (column.Index < _firstAdded)
            return scored.GetGetter<TValue>(scored.Schema[column.Index]);
        if (!active[column.Index])
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' was not asked for when the cursor was made.");
        float[] values = added[column.Index - _firstAdded];
        ValueGetter<float> getter = (ref float value) => value = values[scored.Position];
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type}, and was asked for as {typeof(TValue).Name}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => scored.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            scored.Dispose();
        base.Dispose(disposing);
    }
}
