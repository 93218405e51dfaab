// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The columns of journeys, each with the log's column that it comes from.</summary>
internal sealed class JourneySchema
{
    private readonly List<Func<JourneyParts, JourneyField>> _fields = [];
    private readonly List<DataViewSchema.Column?> _sources = [];
    private readonly DataViewSchema.Builder _builder = new();

    /// <param name="log">Schema of the log.</param>
    /// <param name="options">Names of its columns.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public JourneySchema(DataViewSchema log, JourneyOptions options)
    {
        if (options.UserColumnName is { } user)
            Pick(ColumnCheck.Find(log, "user", user), "user", ContextTouch.Last);
        if (options.SequenceColumnName is { } sequence)
            Pick(ColumnCheck.Find(log, "sequence", sequence), "sequence", ContextTouch.Last);
        foreach (string name in options.KeyColumnNames)
            Gather(TouchValues.Key(ColumnCheck.Find(log, "key", name)));
        foreach (string name in options.NumericColumnNames)
            Gather(TouchValues.Number(ColumnCheck.Find(log, "numeric", name)));
        foreach (string name in options.ContextColumnNames)
            Pick(ColumnCheck.Find(log, "context", name), "context", options.ContextTouch);
        if (options.LabelColumnName is { } label)
            Add(ColumnCheck.Scalar(log, "label", label, BooleanDataViewType.Instance), label, BooleanDataViewType.Instance, null, parts => parts.LabelField);
        VectorDataViewType numbers = new(NumberDataViewType.Single);
        Add(null, JourneyColumns.TimeSincePrevious, numbers, null, parts => new ElapsedField(parts, sincePrevious: true));
        Add(null, JourneyColumns.TimeToEnd, numbers, null, parts => new ElapsedField(parts, sincePrevious: false));
        Add(null, JourneyColumns.Length, NumberDataViewType.Int32, null, parts => new LengthField(parts.Span));
        Schema = _builder.ToSchema();
    }

    /// <summary>The schema of journeys.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The log's column behind a column of journeys; null for times and length.</summary>
    public DataViewSchema.Column? Source(int column) => _sources[column];

    /// <summary>Makes the field of a column.</summary>
    public JourneyField Field(int column, JourneyParts parts) => _fields[column](parts);

    /// <summary>The value that a cursor reads from the log for a column of journeys; null for times, length and label.</summary>
    public static TouchValue? Value(JourneyOptions options, DataViewSchema.Column source, string name) =>
        options.NumericColumnNames.Contains(name) ? TouchValues.Number(source)
        : name == options.LabelColumnName ? null
        : TouchValues.AsIs(source, "context");

    private void Gather(TouchValue value)
    {
        bool isNumber = value is TouchValue<float>;
        var item = (PrimitiveDataViewType)(isNumber ? NumberDataViewType.Single : value.Column.Type);
        Add(value.Column, value.Column.Name, new VectorDataViewType(item), isNumber ? null : KeyValues.Of(value.Column),
            parts => parts.Value(value.Column.Name).Gather(parts.Span));
    }

    private void Pick(DataViewSchema.Column column, string role, ContextTouch touch)
    {
        TouchValues.AsIs(column, role);
        Add(column, column.Name, column.Type, column.Annotations, parts => parts.Value(column.Name).Pick(touch));
    }

    private void Add(
        DataViewSchema.Column? source, string name, DataViewType type, DataViewSchema.Annotations? annotations, Func<JourneyParts, JourneyField> field)
    {
        _builder.AddColumn(name, type, annotations);
        _sources.Add(source);
        _fields.Add(field);
    }
}
