// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The columns of rows of touches, each with the journeys' column that it comes from.</summary>
internal sealed class TouchRowSchema
{
    private readonly List<TouchRowColumn> _columns = [];

    /// <param name="journeys">Schema of the scored journeys.</param>
    /// <param name="options">Names of their columns.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or a made one is there already.</exception>
    public TouchRowSchema(DataViewSchema journeys, TouchRowOptions options)
    {
        Uplift = TouchColumnCheck.Numbers(journeys, "uplift", options.UpliftColumnName);
        var builder = new DataViewSchema.Builder();
        // Journeys are counted in order, so that their number can be a key without anybody knowing how many there are.
        Add(options.JourneyColumnName, new KeyDataViewType(typeof(uint), uint.MaxValue), null, TouchRowKind.Journey, null, 0);
        Add(options.PositionColumnName, NumberDataViewType.Int32, null, TouchRowKind.Position, null, 0);

        DataViewSchema.Column[] visible = [.. journeys.Where(column => !column.IsHidden)];
        IEnumerable<DataViewSchema.Column> touches = options.TouchColumnNames is { } names
            ? names.Select(name => ColumnCheck.Find(journeys, "touch", name))
            : visible.Where(column => IsRagged(column) && !options.TouchVectorWidths.ContainsKey(column.Name));
        foreach (DataViewSchema.Column column in touches)
        {
            PrimitiveDataViewType item = column.Type is VectorDataViewType vector
                ? vector.ItemType
                : throw ColumnCheck.Mismatch("touch", column.Name, "a vector with one entry per touch", column.Type.ToString()!);
            Add(column.Name, item, KeyValues.Of(column), TouchRowKind.Touch, column, 1);
        }

        foreach ((string name, int width) in options.TouchVectorWidths)
        {
            DataViewSchema.Column column = TouchColumnCheck.Numbers(journeys, "touch vector", name);
            if (width < 1)
                throw new ArgumentException($"{nameof(TouchRowOptions)}.{nameof(options.TouchVectorWidths)} must be at least 1, but is {width} for '{name}'.");
            Add(name, new VectorDataViewType(NumberDataViewType.Single, width), null, TouchRowKind.TouchVector, column, width);
        }

        IEnumerable<DataViewSchema.Column> rows = options.RowColumnNames is { } given
            ? given.Select(name => ColumnCheck.Find(journeys, "row", name))
            : visible.Where(column => !IsRagged(column) && !options.TouchVectorWidths.ContainsKey(column.Name));
        foreach (DataViewSchema.Column column in rows)
            Add(column.Name, column.Type, column.Annotations, TouchRowKind.Row, column, 0);
        if (_columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Two columns of touch rows would be called '{twice.Key}'. Name each column once in {nameof(TouchRowOptions)}, and choose other names for "
                + $"{nameof(options.JourneyColumnName)} and {nameof(options.PositionColumnName)} where the journeys have such columns.");
        }

        Schema = builder.ToSchema();

        void Add(string name, DataViewType type, DataViewSchema.Annotations? annotations, TouchRowKind kind, DataViewSchema.Column? source, int width)
        {
            builder.AddColumn(name, type, annotations);
            _columns.Add(new(name, kind, source, width));
        }
    }

    /// <summary>The schema of the rows.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The journeys' column that says how many touches there are.</summary>
    public DataViewSchema.Column Uplift { get; }

    /// <summary>What stands behind a column of the rows.</summary>
    public TouchRowColumn this[int column] => _columns[column];

    private static bool IsRagged(DataViewSchema.Column column) => column.Type is VectorDataViewType { IsKnownSize: false };
}

/// <summary>What a column of touch rows holds.</summary>
internal enum TouchRowKind
{
    /// <summary>The number of the journey.</summary>
    Journey,

    /// <summary>The place of the touch.</summary>
    Position,

    /// <summary>One entry of a vector with one per touch.</summary>
    Touch,

    /// <summary>Some entries of a vector with as many per touch.</summary>
    TouchVector,

    /// <summary>What the whole journey has.</summary>
    Row,
}

/// <summary>A column of touch rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Source">The journeys' column; null for what is made.</param>
/// <param name="Width">Entries per touch.</param>
internal sealed record TouchRowColumn(string Name, TouchRowKind Kind, DataViewSchema.Column? Source, int Width);
