// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Ways to bring data into the shape that causal estimators read, reached as <c>mlContext.Causal().Data</c>.</summary>
public sealed class CausalDataCatalog
{
    private readonly MLContext _mlContext;

    internal CausalDataCatalog(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>Groups the rows of a log, one per touch, into journeys, one per user or per sequence; or splits paths written in one cell.</summary>
    /// <remarks>
    /// Columns of the result: see <see cref="JourneyDataView"/>. A log in order (<see cref="JourneyOptions.Order"/>) is streamed in constant memory each
    /// time it is read; any other is sorted when it is first read, in memory up to the limit of <see cref="JourneyOptions.Sorter"/>.
    /// </remarks>
    /// <param name="log">The log: whatever ML.NET loads.</param>
    /// <param name="options">Names of its columns, lengths and rules; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range, or a column is missing or of another type.</exception>
    public JourneyDataView Journeys(IDataView log, JourneyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        JourneyOptions validated = (options ?? new()).Validated();
        return new(_mlContext, validated.PathSeparator is null ? new LogJourneys(log, validated) : new PathJourneys(log, validated));
    }

    /// <summary>Journeys from a file with a line of column names: comma-separated, or tab-separated where that line has a tab; gzip where its name ends in .gz.</summary>
    /// <remarks>
    /// Only the columns that <paramref name="options"/> name are read: users, sequences and keys as texts, numbers as <see cref="float"/>, times as
    /// <see cref="double"/> or, where the first line of data has no number there, as <see cref="DateTime"/>; labels as <see cref="bool"/> (0, 1,
    /// true, false); context columns as <see cref="float"/>, or as texts where the first line of data has no number there.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">Names of its columns, lengths and rules; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option lies outside its range, or the file has no such column.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public JourneyDataView Journeys(string path, JourneyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        JourneyOptions validated = (options ?? new()).Validated();
        return Journeys(JourneyFile.Load(_mlContext, path, validated), validated);
    }

    /// <summary>Scored journeys as one row per touch, to train a ranking model on: keys, numbers, effect, score, bounds, and what the journey has.</summary>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>column</term><description>type</description></listheader>
    /// <item><term>Journey</term><description>key, the number of the journey from 1: the group of a ranking trainer</description></item>
    /// <item><term>Position</term><description><see cref="int"/>, the place of the touch in its journey, from 0</description></item>
    /// <item><term>touch columns</term><description>the entry of the touch; keys keep their values, a missing number is NaN</description></item>
    /// <item><term>others</term><description>as the journey has them: label, context, probabilities</description></item>
    /// </list>
    /// Nothing is kept: each reading of the rows scores the journeys again, one at a time.
    /// </remarks>
    /// <param name="scored">Journeys that a model of ALM-MTA has scored.</param>
    /// <param name="options">Names of columns; null means the defaults.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or two would have one name.</exception>
    public IDataView ToTouchRows(IDataView scored, TouchRowOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return new TouchRowView(scored, options ?? new());
    }

    /// <summary>What thresholds on the score of touches would keep of scored journeys, in one pass over them.</summary>
    /// <param name="scored">Journeys that a model of ALM-MTA has scored.</param>
    /// <param name="thresholds">Thresholds; null means 0, 0.01, ..., 1.</param>
    /// <param name="scoreColumnName">A vector of <see cref="float"/>, one entry per touch. Default "Score"; thresholds on "Uplift" are differences of probabilities.</param>
    /// <exception cref="ArgumentException">The column is missing or of another type, there is no journey or no threshold, or a threshold is NaN.</exception>
    public CoverageCurve CoverageCurve(IDataView scored, IEnumerable<double>? thresholds = null, string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(scored);
        var counter = new CoverageCounter(thresholds);
        DataViewSchema.Column column = TouchColumnCheck.Numbers(scored.Schema, "score", scoreColumnName);
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> buffer = default;
        float[] scores = [];
        while (cursor.MoveNext())
        {
            getter(ref buffer);
            if (scores.Length < buffer.Length)
                scores = new float[2 * buffer.Length];
            buffer.CopyTo(scores);
            counter.Add(scores.AsSpan(0, buffer.Length));
        }

        return counter.Curve();
    }
}
