// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What one cursor over journeys is made of: the values of the log's columns, and what is gathered from them.</summary>
internal sealed class JourneyParts
{
    private readonly Dictionary<string, TouchValue> _values = [];

    /// <param name="options">Names of the log's columns, and rules.</param>
    /// <param name="log">The log.</param>
    /// <param name="schema">The columns of journeys.</param>
    public JourneyParts(JourneyOptions options, LogColumns log, JourneySchema schema)
    {
        Clock = log.Clock;
        foreach (DataViewSchema.Column column in schema.Schema)
        {
            if (schema.Source(column.Index) is { } source && JourneySchema.Value(options, source, column.Name) is { } value)
                _values.Add(column.Name, value);
        }

        List<TouchValue> all = [.. _values.Values];
        if (options.LabelColumnName is { } label)
        {
            DataViewSchema.Column column = log.Data.Schema[label];
            Label = new TouchValue<bool>(column, new PlainCodec<bool>(), row => row.GetGetter<bool>(column));
            all.Add(Label);
        }

        if (options.OutcomeTimeColumnName is { } outcome)
        {
            DataViewSchema.Column column = ColumnCheck.Find(log.Data.Schema, "outcome time", outcome);
            if (!column.Type.Equals(log.Time.Type))
                throw ColumnCheck.Mismatch("outcome time", outcome, $"{log.Time.Type}, as the time column", column.Type.ToString()!);
            OutcomeTime = new TouchValue<long>(column, new PlainCodec<long>(), row => log.Clock.Getter(row, column));
            all.Add(OutcomeTime);
        }

        Values = [.. all];
        LabelField = new LabelField();
    }

    /// <summary>All values, in the order in which a sort keeps them.</summary>
    public TouchValue[] Values { get; }

    public TouchValue<bool>? Label { get; }

    public TouchValue<long>? OutcomeTime { get; }

    public LabelField LabelField { get; }

    public JourneySpan Span { get; } = new();

    public JourneyTime Clock { get; }

    /// <summary>Times of the touches gathered.</summary>
    public long[] Times { get; set; } = new long[16];

    /// <summary>The value of the log's column <paramref name="name"/>.</summary>
    public TouchValue Value(string name) => _values[name];
}
