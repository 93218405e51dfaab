// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Scored journeys as rows of touches: read anew, journey by journey, each time somebody reads the rows.</summary>
internal sealed class TouchRowView : IDataView
{
    private readonly IDataView _journeys;
    private readonly TouchRowOptions _options;
    private readonly TouchRowSchema _schema;

    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public TouchRowView(IDataView journeys, TouchRowOptions options) => (_journeys, _options, _schema) = (journeys, options, new(journeys.Schema, options));

    public bool CanShuffle => false;

    public DataViewSchema Schema => _schema.Schema;

    // Only reading all journeys tells.
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
            active[column.Index] = true;
        IEnumerable<DataViewSchema.Column> sources = Enumerable.Range(0, active.Length).Where(k => active[k] && _schema[k].Source is not null).Select(k => _schema[k].Source!.Value);
        DataViewRowCursor journeys = _journeys.GetRowCursor([.. sources.Append(_schema.Uplift).DistinctBy(column => column.Index)]);
        return new TouchRowCursor(journeys, _schema, active, _options.KeepUnscored);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
