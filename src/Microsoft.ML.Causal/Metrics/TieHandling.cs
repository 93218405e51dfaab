// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a ranking metric does with rows of equal score.</summary>
public enum TieHandling
{
    /// <summary>Rows of equal score count as one step, so the row order never matters. The default everywhere.</summary>
    Grouped,

    /// <summary>
    /// Rows of equal score keep the order of the rows, as some libraries do. Only for reproducing their numbers: on eight rows the
    /// order of ties alone was seen to move an AUUC from 0.20 to 0.71.
    /// </summary>
    RowOrder,
}
