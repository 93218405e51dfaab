// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What identifies the effects of touches, in the words of the command line.</summary>
internal enum AttributionForm
{
    /// <summary>A proxy of the mediator on every row.</summary>
    Observed,

    /// <summary>Matches of what was made, of those who made it.</summary>
    Matched,

    /// <summary>The method as printed.</summary>
    Paper,
}
