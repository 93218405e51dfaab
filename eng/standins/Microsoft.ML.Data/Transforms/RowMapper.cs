// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Computes the columns that a row-to-row transformer adds to rows of one input schema.</summary>
internal abstract class RowMapper(DataViewSchema inputSchema)
{
    public DataViewSchema InputSchema { get; } = inputSchema;

    /// <summary>The added columns, in order; one of an existing name hides the existing one.</summary>
    public abstract DataViewSchema.DetachedColumn[] OutputColumns { get; }

    /// <summary>Indices of the input columns that the added column number <paramref name="output"/> is computed from.</summary>
    public abstract IEnumerable<int> GetDependencies(int output);

    /// <summary>A ValueGetter of the added column number <paramref name="output"/>, over the given row.</summary>
    protected abstract Delegate CreateGetter(DataViewRow input, int output);

    /// <summary>Getters of the active added columns (null for the others); override to share work between outputs.</summary>
    public virtual Delegate[] CreateGetters(DataViewRow input, bool[] active, out Action disposer)
    {
        disposer = null;
        var getters = new Delegate[active.Length];
        for (int i = 0; i < active.Length; i++)
            getters[i] = active[i] ? CreateGetter(input, i) : null;
        return getters;
    }
}
