// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Base of the mappers that score rows: all outputs come from one feature column and share one scoring per row.</summary>
internal abstract class ScoreMapper(DataViewSchema inputSchema, DataViewSchema.Column features) : RowMapper(inputSchema)
{
    public sealed override IEnumerable<int> GetDependencies(int output) => [features.Index];

    public sealed override Delegate[] CreateGetters(DataViewRow input, bool[] active, out Action disposer)
    {
        disposer = null;
        if (!active.Contains(true))
            return new Delegate[active.Length];
        return [.. MakeGetters(input, new DenseFeatures(input, features)).Select((getter, i) => active[i] ? getter : null)];
    }

    protected sealed override Delegate CreateGetter(DataViewRow input, int output) =>
        MakeGetters(input, new DenseFeatures(input, features))[output];

    protected abstract Delegate[] MakeGetters(DataViewRow input, DenseFeatures reader);
}
