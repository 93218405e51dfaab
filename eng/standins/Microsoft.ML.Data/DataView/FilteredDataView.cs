// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>The rows of a data view that pass a test.</summary>
/// <param name="source">Where the rows come from.</param>
/// <param name="columns">Indices of the columns that the test reads.</param>
/// <param name="createTest">Makes, for a cursor, the test of its current row, which is called once per row in order.</param>
/// <param name="sequential">Whether the test depends on the order of rows: then they are neither shuffled nor split.</param>
internal sealed class FilteredDataView(
    IDataView source, int[] columns, Func<DataViewRow, Func<bool>> createTest, bool sequential = false) : IDataView
{
    public bool CanShuffle => !sequential && source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(Schema, columnsNeeded);
        return Wrap(source.GetRowCursor(Needed(active), sequential ? null : rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        if (sequential)
            return [GetRowCursor(columnsNeeded, rand)];
        bool[] active = ActiveColumns.Of(Schema, columnsNeeded);
        return [.. source.GetRowCursorSet(Needed(active), n, rand).Select(cursor => Wrap(cursor, active))];
    }

    private IEnumerable<DataViewSchema.Column> Needed(bool[] active) => Schema.Where(c => active[c.Index] || columns.Contains(c.Index));

    private Cursor Wrap(DataViewRowCursor input, bool[] active) => new(input, active, createTest(input));

    private sealed class Cursor(DataViewRowCursor input, bool[] active, Func<bool> test) : ForwardingCursor(input, active)
    {
        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
            {
                if (test())
                    return true;
            }

            return false;
        }
    }
}
