// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A log of touches, with the columns that say where a touch belongs.</summary>
internal sealed class LogColumns
{
    /// <param name="data">The log.</param>
    /// <param name="options">Names of its columns.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public LogColumns(IDataView data, JourneyOptions options)
    {
        Data = data;
        Key = options.SequenceColumnName is { } sequence
            ? ColumnCheck.Find(data.Schema, "sequence", sequence)
            : ColumnCheck.Find(data.Schema, "user", options.UserColumnName!);
        JourneyKey.Check(Key);
        Time = ColumnCheck.Find(data.Schema, "time", options.TimeColumnName);
        Clock = JourneyTime.Of(Time);
    }

    public IDataView Data { get; }

    /// <summary>What tells journeys apart.</summary>
    public DataViewSchema.Column Key { get; }

    public DataViewSchema.Column Time { get; }

    /// <summary>How times are read and subtracted.</summary>
    public JourneyTime Clock { get; }

    /// <summary>Writes the key of the cursor's row to <paramref name="bytes"/>, anew, and gives its time.</summary>
    /// <exception cref="InvalidOperationException">One of them is missing.</exception>
    public long ReadKeyAndTime(JourneyKey.Writer key, ValueGetter<long> getTime, ByteWriter bytes, long row)
    {
        bytes.Clear();
        if (!key(bytes))
            throw MissingIn(row, Key.Name, "what it belongs to");
        long time = 0;
        getTime(ref time);
        return time != JourneyTime.Missing ? time : throw MissingIn(row, Time.Name, "its time");
    }

    /// <summary>The error for a row out of order.</summary>
    /// <param name="row">Number of the row in the log, from 1.</param>
    /// <param name="column">The column that shows it.</param>
    /// <param name="how">What is wrong with the column there.</param>
    public InvalidOperationException Disorder(long row, string column, string how) => new(
        $"The log is said to be in order, but column '{column}' in row {row} (from 1) {how}. Order the log by '{Key.Name}' and '{Time.Name}', or set "
        + $"{nameof(JourneyOptions)}.{nameof(JourneyOptions.Order)} to {nameof(JourneyOrder)}.{nameof(JourneyOrder.Unknown)} to have it sorted.");

    private static InvalidOperationException MissingIn(long row, string column, string what) =>
        new($"Column '{column}' is missing in row {row} (from 1) of the log, but every touch needs {what}. Filter such rows out first.");
}
