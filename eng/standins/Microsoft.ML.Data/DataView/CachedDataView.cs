// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A data view that keeps each column in memory once it was asked for.</summary>
internal sealed class CachedDataView(IDataView source) : IDataView
{
    // Rows per block where several cursors share the work.
    private const int BlockSize = 64;
    private readonly Lock _lock = new();
    private readonly ColumnStore[] _stores = new ColumnStore[source.Schema.Count];
    private int _rows = -1;

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => _rows >= 0 ? _rows : source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = Prepare(columnsNeeded);
        int[] order = rand is null ? null : Permutation(rand);
        return new Cursor(this, active, order, 0, 1);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = Prepare(columnsNeeded);
        int[] order = rand is null ? null : Permutation(rand);
        int count = Math.Clamp(n, 1, Math.Max(1, (_rows + BlockSize - 1) / BlockSize));
        return [.. Enumerable.Range(0, count).Select(i => new Cursor(this, active, order, i, count))];
    }

    public void Fill(IEnumerable<int> columns)
    {
        lock (_lock)
        {
            DataViewSchema.Column[] missing = [.. columns.Distinct().Where(i => _stores[i] is null).Select(i => Schema[i])];
            if (missing.Length == 0 && _rows >= 0)
                return;
            ColumnStore[] stores = [.. missing.Select(c => ColumnStore.Create(c.Type))];
            int rows = 0;
            using (DataViewRowCursor cursor = source.GetRowCursor(missing))
            {
                Action[] recorders = [.. stores.Zip(missing, (store, column) => store.Recorder(cursor, column))];
                for (; cursor.MoveNext(); rows++)
                {
                    foreach (Action record in recorders)
                        record();
                }
            }

            _rows = rows;
            for (int i = 0; i < missing.Length; i++)
                _stores[missing[i].Index] = stores[i];
        }
    }

    private bool[] Prepare(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        bool[] active = ActiveColumns.Of(Schema, columnsNeeded);
        Fill(Enumerable.Range(0, active.Length).Where(i => active[i]));
        return active;
    }

    private int[] Permutation(Random rand)
    {
        int[] order = [.. Enumerable.Range(0, _rows)];
        rand.Shuffle(order);
        return order;
    }

    /// <summary>Every <c>step</c>th block of rows, from block <c>first</c>; the batch is the block's number.</summary>
    private sealed class Cursor : RootCursor
    {
        private readonly int _rows;
        private readonly int[] _order;
        private readonly int _step;
        private int _block;
        private int _next;
        private int _index = -1;

        public Cursor(CachedDataView view, bool[] active, int[] order, int first, int step)
            : base(view.Schema, active)
        {
            _rows = view._rows;
            _order = order;
            _block = first;
            _next = first * BlockSize;
            _step = step;
            for (int i = 0; i < active.Length; i++)
                Getters[i] = active[i] ? view._stores[i].Getter(() => _index) : null;
        }

        public override long Batch => _step == 1 ? 0 : _block;

        protected override bool MoveNextCore()
        {
            if (_next == (_block + 1) * BlockSize)
            {
                _block += _step;
                _next = _block * BlockSize;
            }

            if (_next >= _rows)
                return false;
            _index = _order is null ? _next : _order[_next];
            _next++;
            return true;
        }

        protected override DataViewRowId GetId() => new((ulong)_index, 0);
    }
}
