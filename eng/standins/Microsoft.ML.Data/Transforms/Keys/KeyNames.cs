// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Reads the names of a key column's values.</summary>
internal static class KeyNames
{
    /// <summary>The names, or null where the column has no key values that are text.</summary>
    public static string[] Of(DataViewSchema.Column source)
    {
        if (!source.HasKeyValues(TextDataViewType.Instance))
            return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        source.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
