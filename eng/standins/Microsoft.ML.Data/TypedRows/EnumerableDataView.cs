// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A data view over objects; each cursor enumerates them anew.</summary>
internal sealed class EnumerableDataView<TRow>(IEnumerable<TRow> data, TypedColumn[] columns) : IDataView
    where TRow : class
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = TypedColumn.Schema(columns);

    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(this, ActiveColumns.Of(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private IEnumerator<TRow> Enumerate() => data.GetEnumerator();

    private Delegate CreateGetter(int index, CurrentObject<TRow> current) => ObjectGetters.Create(columns[index], current);

    private sealed class Cursor : RootCursor
    {
        private readonly IEnumerator<TRow> _enumerator;
        private readonly CurrentObject<TRow> _current = new();

        public Cursor(EnumerableDataView<TRow> view, bool[] active)
            : base(view.Schema, active)
        {
            _enumerator = view.Enumerate();
            for (int i = 0; i < active.Length; i++)
                Getters[i] = active[i] ? view.CreateGetter(i, _current) : null;
        }

        protected override bool MoveNextCore()
        {
            bool moved = _enumerator.MoveNext();
            _current.Value = moved ? _enumerator.Current : null;
            if (moved && _current.Value is null)
                throw new InvalidOperationException("Encountered null when iterating over data, this is not supported.");
            return moved;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _enumerator.Dispose();
        }
    }
}
