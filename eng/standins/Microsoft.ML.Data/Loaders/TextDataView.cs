// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>The rows of text files; each cursor reads the files anew.</summary>
internal sealed class TextDataView(TextFormat format, TextColumn[] columns, DataViewSchema schema, IMultiStreamSource source) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(this, ActiveColumns.Of(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private IEnumerator<(string Text, long Line)> ReadLines() => format.ReadLines(source).GetEnumerator();

    private FieldReader CreateReader(int column) => FieldReader.Create(columns[column], format);

    private ReadOnlyMemory<char>[] Split(string line) => format.Split(line);

    private bool IsWanted(long row) => row < format.MaxRows;

    private sealed class Cursor : RootCursor
    {
        private readonly TextDataView _view;
        private readonly IEnumerator<(string Text, long Line)> _lines;
        private readonly List<FieldReader> _readers = [];

        public Cursor(TextDataView view, bool[] active)
            : base(view.Schema, active)
        {
            _view = view;
            _lines = view.ReadLines();
            for (int i = 0; i < active.Length; i++)
            {
                if (!active[i])
                    continue;
                FieldReader reader = view.CreateReader(i);
                _readers.Add(reader);
                Getters[i] = reader.Getter;
            }
        }

        protected override bool MoveNextCore()
        {
            if (!_view.IsWanted(Position + 1) || !_lines.MoveNext())
                return false;
            (string text, long line) = _lines.Current;
            ReadOnlyMemory<char>[] fields = _view.Split(text);
            try
            {
                foreach (FieldReader reader in _readers)
                    reader.Read(fields, line);
            }
            catch (InvalidOperationException exception)
            {
                throw new FormatException($"Parsing failed with an exception: {exception.Message}", exception);
            }

            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _lines.Dispose();
        }
    }
}
