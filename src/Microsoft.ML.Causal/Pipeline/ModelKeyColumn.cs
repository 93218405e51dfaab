// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Output of the mapping that begins every model of this library: one constant, which is then mapped to the weights.</summary>
internal sealed class ModelKeyColumn
{
    /// <summary>Name of the column of the constant.</summary>
    internal const string Name = "__Causal.Key";

    /// <summary>The constant's only value.</summary>
    internal const uint Value = 1;

    /// <summary>The constant.</summary>
    [ColumnName(Name)]
    public uint Key { get; set; }
}
