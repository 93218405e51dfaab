// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What the scoring contract reads, under fixed names: names given at run time are not saved with a custom mapping.</summary>
internal sealed class AlmMtaScoringInput
{
    internal const string ContextName = "__AlmMta.Context";
    internal const string KeysName = "__AlmMta.Keys";
    internal const string LengthName = "__AlmMta.Length";
    internal const string NumbersName = "__AlmMta.Numbers";
    internal const string ClusterName = "__AlmMta.Cluster";
    internal const string ContentName = "__AlmMta.Content";

    /// <summary>The encoded weights. Never a string, which would be copied row by row.</summary>
    [ColumnName(EmbeddedModel.ColumnName)]
    public ReadOnlyMemory<char> Model { get; set; }

    /// <summary>x, [dx].</summary>
    [ColumnName(ContextName)]
    public VBuffer<float> Context { get; set; }

    /// <summary>Keys of all key columns, column by column, [columns, L]: from 1, 0 where missing.</summary>
    [ColumnName(KeysName)]
    public VBuffer<uint> Keys { get; set; }

    /// <summary>L, as the first key column has it; −1 before.</summary>
    [ColumnName(LengthName)]
    public int Length { get; set; }

    /// <summary>Numbers of all numeric columns, column by column, [columns, L].</summary>
    [ColumnName(NumbersName)]
    public VBuffer<float> Numbers { get; set; }

    /// <summary>Clusters, [L]; empty where the model knows those of items, or has none.</summary>
    [ColumnName(ClusterName)]
    public VBuffer<uint> Cluster { get; set; }

    /// <summary>Content vectors, one after another, [L,dv]; empty without.</summary>
    [ColumnName(ContentName)]
    public VBuffer<float> Content { get; set; }
}
