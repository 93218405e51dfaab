// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How the labels of a journey's touches become its own.</summary>
public enum JourneyLabel
{
    /// <summary>True where any touch has it: for logs that repeat the outcome on every row, or mark the touch it followed.</summary>
    Any,

    /// <summary>That of the last touch.</summary>
    Last,
}
