// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Rows with the columns of a <see cref="RowMapper"/> added; one that hides an input column comes right after it.</summary>
internal sealed class RowToRowMapper : IRowToRowMapper
{
    private readonly RowMapper _mapper;
    private readonly int[] _sources;
    private readonly int[] _added;

    public RowToRowMapper(RowMapper mapper)
    {
        _mapper = mapper;
        DataViewSchema.DetachedColumn[] added = mapper.OutputColumns;

        // Entries of one output column each: an input column, or -1 and the number of an added one.
        var entries = new List<(int Source, int Added)>(mapper.InputSchema.Select(c => (c.Index, -1)));
        for (int i = 0; i < added.Length; i++)
        {
            int hidden = mapper.InputSchema.TryGetColumnIndex(added[i].Name, out int index)
                ? entries.FindIndex(e => e.Source == index) + 1
                : entries.Count;
            entries.Insert(hidden, (-1, i));
        }

        _sources = [.. entries.Select(e => e.Source)];
        _added = [.. entries.Select(e => e.Added)];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(entries.Select(e => e.Added < 0 ? new(mapper.InputSchema[e.Source]) : added[e.Added]));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema => _mapper.InputSchema;

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] needed = new bool[InputSchema.Count];
        foreach (DataViewSchema.Column column in dependingColumns)
        {
            if (_added[column.Index] < 0)
                needed[_sources[column.Index]] = true;
            else
            {
                foreach (int index in _mapper.GetDependencies(_added[column.Index]))
                    needed[index] = true;
            }
        }

        return InputSchema.Where(c => needed[c.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        (bool[] active, Delegate[] getters, Action disposer) = CreateGetters(input, activeColumns);
        return new MappedRow(input, OutputSchema, active, getters, _sources, disposer);
    }

    /// <summary>A cursor over <paramref name="input"/> with the added columns.</summary>
    internal DataViewRowCursor GetCursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        (bool[] active, Delegate[] getters, Action disposer) = CreateGetters(input, activeColumns);
        return new MappedCursor(input, OutputSchema, active, getters, _sources, disposer);
    }

    // Per output column: whether it is active; and its getter where this mapper adds it.
    private (bool[] Active, Delegate[] Getters, Action Disposer) CreateGetters(
        DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        bool[] active = ActiveColumns.Of(OutputSchema, activeColumns);
        bool[] activeAdded = new bool[_added.Count(a => a >= 0)];
        for (int i = 0; i < active.Length; i++)
        {
            if (_added[i] >= 0)
                activeAdded[_added[i]] = active[i];
        }

        Delegate[] added = _mapper.CreateGetters(input, activeAdded, out Action disposer);
        return (active, [.. _added.Select(a => a < 0 ? null : added[a])], disposer);
    }
}
