// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>A column of a table in memory.</summary>
internal abstract class JourneyColumn(string name, DataViewType type)
{
    public string Name { get; } = name;

    public DataViewType Type { get; } = type;

    /// <summary>What ML.NET reads the column by, at the row that <paramref name="row"/> says.</summary>
    public abstract Delegate Getter(Func<int> row);
}
