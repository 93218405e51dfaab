// Licensed under the MIT licence; see LICENSE in the repository root.

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
}
