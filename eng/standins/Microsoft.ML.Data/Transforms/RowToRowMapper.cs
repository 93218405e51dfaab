// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Rows of the input schema with the columns of a <see cref="RowMapper"/> added.</summary>
internal sealed class RowToRowMapper : IRowToRowMapper
{
    private readonly RowMapper _mapper;
    private readonly int _added;

    public RowToRowMapper(RowMapper mapper)
    {
        _mapper = mapper;
        DataViewSchema.DetachedColumn[] added = mapper.OutputColumns;
        _added = added.Length;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(mapper.InputSchema);
        builder.AddColumns(added);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema => _mapper.InputSchema;

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] needed = new bool[InputSchema.Count];
        foreach (DataViewSchema.Column column in dependingColumns)
        {
            if (column.Index < needed.Length)
                needed[column.Index] = true;
            else
            {
                foreach (int index in _mapper.GetDependencies(column.Index - needed.Length))
                    needed[index] = true;
            }
        }

        return InputSchema.Where(c => needed[c.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        (bool[] active, Delegate[] getters, Action disposer) = CreateGetters(input, activeColumns);
        return new MappedRow(input, OutputSchema, active, getters, disposer);
    }

    /// <summary>A cursor over <paramref name="input"/> with the added columns.</summary>
    internal DataViewRowCursor GetCursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        (bool[] active, Delegate[] getters, Action disposer) = CreateGetters(input, activeColumns);
        return new MappedCursor(input, OutputSchema, active, getters, disposer);
    }

    // Per output column: whether it is active; and its getter where this mapper adds it.
    private (bool[] Active, Delegate[] Getters, Action Disposer) CreateGetters(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        bool[] active = ActiveColumns.Of(OutputSchema, activeColumns);
        Delegate[] added = _mapper.CreateGetters(input, active[InputSchema.Count..], out Action disposer);
        var getters = new Delegate[OutputSchema.Count];
        added.CopyTo(getters, getters.Length - _added);
        return (active, getters, disposer);
    }
}
