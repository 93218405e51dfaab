// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Which of the gathered touches the journey keeps: all its fields are filled alike.</summary>
internal sealed class JourneySpan
{
    /// <summary>Index of the first touch kept.</summary>
    public int Start { get; set; }

    /// <summary>Number of touches kept.</summary>
    public int Count { get; set; }

    /// <summary>Index of the touch after the last.</summary>
    public int End => Start + Count;
}
