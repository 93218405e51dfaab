// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Journeys from rows that hold a whole path in one cell, such as <c>search > mail > search</c>.</summary>
internal sealed class PathJourneys : JourneySource
{
    private readonly IDataView _data;
    private readonly JourneyOptions _options;
    private readonly DataViewSchema.Column[] _paths;
    private readonly int _keys;
    private readonly List<DataViewSchema.Column> _kept = [];

    /// <param name="data">The rows.</param>
    /// <param name="options">Validated options with a separator.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public PathJourneys(IDataView data, JourneyOptions options)
    {
        (_data, _options, _keys) = (data, options, options.KeyColumnNames.Count);
        _paths =
        [
            .. options.KeyColumnNames.Select(name => ColumnCheck.Scalar(data.Schema, "key", name, TextDataViewType.Instance)),
            .. options.NumericColumnNames.Select(name => ColumnCheck.Scalar(data.Schema, "numeric", name, TextDataViewType.Instance)),
        ];
        DataViewSchema.Builder builder = new();
        foreach (string name in new[] { options.UserColumnName, options.SequenceColumnName }.OfType<string>())
            Keep(ColumnCheck.Find(data.Schema, "user or sequence", name));
        for (int i = 0; i < _paths.Length; i++)
            builder.AddColumn(_paths[i].Name, new VectorDataViewType(i < _keys ? TextDataViewType.Instance : NumberDataViewType.Single));
        foreach (string name in options.ContextColumnNames)
            Keep(ColumnCheck.Find(data.Schema, "context", name));
        if (options.LabelColumnName is { } label)
            Keep(ColumnCheck.Scalar(data.Schema, "label", label, BooleanDataViewType.Instance));
        builder.AddColumn(JourneyColumns.Length, NumberDataViewType.Int32);
        Schema = builder.ToSchema();

        void Keep(DataViewSchema.Column column)
        {
            TouchValues.AsIs(column, "context");
            _kept.Add(column);
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        }
    }

    public override DataViewSchema Schema { get; }

    public override JourneyCursor Open(bool[] active, JourneyTally tally) => new Cursor(this, active, tally);

    private sealed class Cursor : JourneyCursor
    {
        private readonly PathJourneys _journeys;
        private readonly DataViewRowCursor _row;
        private readonly JourneyTally _tally;
        private readonly PathCell[] _cells;
        private readonly List<(TouchValue Value, JourneyField Field)> _kept = [];
        private readonly JourneySpan _span = new();
        private long _number;

        public Cursor(PathJourneys journeys, bool[] active, JourneyTally tally) : base(journeys.Schema, active)
        {
            (_journeys, _tally) = (journeys, tally);
            // All paths of a row are read, to see that they are of one length.
            _row = journeys._data.GetRowCursor([.. journeys._paths, .. journeys._kept.Where(column => active[journeys.Schema[column.Name].Index])]);
            _cells = [.. journeys._paths.Select((path, i) => new PathCell(_row, path, journeys._options.PathSeparator!.Trim(), isNumber: i >= journeys._keys))];
            foreach (PathCell cell in _cells)
                Getters[Schema[cell.Name].Index] = cell.Getter(_span);
            foreach (DataViewSchema.Column column in journeys._kept.Where(column => active[journeys.Schema[column.Name].Index]))
            {
                TouchValue value = TouchValues.AsIs(column, "context");
                value.Bind(_row);
                JourneyField field = value.Pick(ContextTouch.Last);
                Getters[Schema[column.Name].Index] = field.Getter;
                _kept.Add((value, field));
            }

            Getters[Schema[JourneyColumns.Length].Index] = new LengthField(_span).Getter;
        }

        protected override bool MoveToNext()
        {
            if (!_row.MoveNext())
            {
                _tally.Finish();
                return false;
            }

            _number++;
            int length = _cells[0].Read(_number);
            foreach (PathCell cell in _cells.AsSpan(1))
            {
                int other = cell.Read(_number);
                if (other != length)
                {
                    throw new InvalidOperationException(
                        $"Columns '{_cells[0].Name}' and '{cell.Name}' are {length} and {other} touches long in row {_number} (from 1); "
                        + "paths of one row must be of one length.");
                }
            }

            foreach ((TouchValue value, JourneyField field) in _kept)
            {
                value.Read();
                field.Append(0, first: true);
            }

            int cut = Math.Max(0, length - _journeys._options.MaxTouchpoints);
            (_span.Start, _span.Count) = (cut, length - cut);
            _tally.CutHere = cut;
            _tally.Close(length, length - cut);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _row.Dispose();
        }
    }
}
