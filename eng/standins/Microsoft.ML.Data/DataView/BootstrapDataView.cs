// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Each row a Poisson(1) number of times; or, as the complement, the rows that this leaves out.</summary>
internal sealed class BootstrapDataView(IDataView source, int seed, bool complement) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(Schema, columnsNeeded);
        return new Cursor(source.GetRowCursor(Schema.Where(c => active[c.Index])), active, new Random(seed), complement);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor input, bool[] active, Random random, bool complement) : ForwardingCursor(input, active)
    {
        private int _repeats;

        protected override bool MoveNextCore()
        {
            while (_repeats == 0)
            {
                if (!Input.MoveNext())
                    return false;
                int count = Poisson();
                _repeats = !complement ? count : count == 0 ? 1 : 0;
            }

            _repeats--;
            return true;
        }

        // Knuth's method: how many uniform draws until their product falls below e^-1.
        private int Poisson()
        {
            double limit = Math.Exp(-1), product = random.NextDouble();
            int count = 0;
            for (; product > limit; count++)
                product *= random.NextDouble();
            return count;
        }
    }
}
