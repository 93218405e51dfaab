// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal;

/// <summary>Journeys as a data view: lazily made from a log, as often as they are read.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>column</term><description>type</description></listheader>
/// <item><term>user, sequence, context columns</term><description>as in the log</description></item>
/// <item><term>key columns</term><description>vector of the log's type, one entry per touch, oldest first; keys keep their values</description></item>
/// <item><term>numeric columns</term><description>vector of <see cref="float"/>, one entry per touch</description></item>
/// <item><term>label</term><description><see cref="bool"/></description></item>
/// <item><term><see cref="JourneyColumns.TimeSincePrevious"/>, <see cref="JourneyColumns.TimeToEnd"/></term><description>vector of <see cref="float"/>; not for paths</description></item>
/// <item><term><see cref="JourneyColumns.Length"/></term><description><see cref="int"/></description></item>
/// </list>
/// Disposing it gives back what a sort holds in memory or on disk; a view of a log in order holds nothing.
/// </remarks>
public sealed class JourneyDataView : IDataView, IDisposable
{
    private readonly JourneySource _source;
    private readonly IHost _host;
    private readonly Lock _lock = new();

    internal JourneyDataView(MLContext mlContext, JourneySource source)
    {
        _source = source;
        _host = ((IHostEnvironment)mlContext).Register("Journeys");
    }

    /// <summary>Gets what became of the log's rows; null until they were all read once.</summary>
    public JourneyCounts? Counts { get; private set; }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema => _source.Schema;

    /// <summary>The number of journeys, which only reading the log tells: null.</summary>
    public long? GetRowCount() => null;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
            active[column.Index] = true;
        return _source.Open(active, new JourneyTally(Finished));
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Gives back what a sort holds. Cursors of the view must not be used afterwards; a new one sorts again.</summary>
    public void Dispose() => _source.Dispose();

    private void Finished(JourneyCounts counts)
    {
        lock (_lock)
        {
            // The next pass finds the same, which need not be said again.
            if (Counts is not null)
                return;
            Counts = counts;
        }

        using IChannel channel = _host.Start("Journeys");
        channel.Info(MessageSensitivity.None, string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{counts.Touches} touches make {counts.Journeys} journeys, {counts.Empty} of them empty. {counts.Shortened} had more than the maximum and lost "
            + $"their {counts.Cut} oldest touches; {counts.OutsideWindow} touches lay outside the window, {counts.AfterOutcome} after the outcome; "
            + $"{counts.LateOutcomes} outcomes came after the horizon."));
    }
}
