// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Journeys from a log with one row per touch.</summary>
internal sealed class LogJourneys : JourneySource
{
    private readonly JourneyOptions _options;
    private readonly LogColumns _log;
    private readonly JourneySchema _schema;
    private readonly Lock _lock = new();
    private JourneySort? _sorted;

    /// <param name="data">The log.</param>
    /// <param name="options">Validated options.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public LogJourneys(IDataView data, JourneyOptions options)
    {
        _options = options;
        _log = new(data, options);
        _schema = new(data.Schema, options);
        // Made once in vain, to find a wrong column now and not when somebody reads.
        _ = new JourneyParts(options, _log, _schema);
    }

    public override DataViewSchema Schema => _schema.Schema;

    public override JourneyCursor Open(bool[] active, JourneyTally tally)
    {
        JourneyParts parts = new(_options, _log, _schema);
        return new LogJourneyCursor(_schema, active, _options, parts, () => Touches(parts), tally);
    }

    public override void Dispose()
    {
        lock (_lock)
        {
            _sorted?.Dispose();
            _sorted = null;
        }
    }

    private TouchSource Touches(JourneyParts parts)
    {
        if (_options.Order != JourneyOrder.Unknown)
            return new StreamedTouches(_log, parts.Values, _options.Order);
        lock (_lock)
        {
            _sorted ??= SortedTouches.Sort(_log, new JourneyParts(_options, _log, _schema).Values, _options.Sorter);
            return new SortedTouches(_sorted.Read(), parts.Values);
        }
    }
}
