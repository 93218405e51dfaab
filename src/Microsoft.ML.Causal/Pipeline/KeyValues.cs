// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What the keys of a column stand for, on its way to another column.</summary>
internal static class KeyValues
{
    /// <summary>The key values of <paramref name="column"/>, which say as much about one key as about a vector of them; null without any.</summary>
    public static DataViewSchema.Annotations? Of(DataViewSchema.Column column)
    {
        if (!column.HasKeyValues())
            return null;
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(column.Annotations, kind => kind == "KeyValues");
        return builder.ToAnnotations();
    }
}
