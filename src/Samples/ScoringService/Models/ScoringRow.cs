// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>A row of whatever columns a model has, as a prediction engine takes it: entries of a kind one after another, column by column.</summary>
internal sealed class ScoringRow
{
    /// <summary>Entries of the number columns.</summary>
    public float[] Numbers { get; set; } = [];

    /// <summary>Entries of the key columns, and of truth values as 0 and 1.</summary>
    public uint[] Codes { get; set; } = [];

    /// <summary>Entries of the text columns.</summary>
    public string[] Texts { get; set; } = [];

    /// <summary>Number of entries of each column.</summary>
    public int[] Lengths { get; set; } = [];
}
