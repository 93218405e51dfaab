// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>What an entry of a model's column is in JSON.</summary>
internal enum ColumnKind
{
    /// <summary>A number; null where it is missing.</summary>
    Number,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>A whole number from 1 to the number of keys; 0 where it is missing or not known.</summary>
    Key,

    /// <summary>A text.</summary>
    Text,
}
