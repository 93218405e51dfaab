// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How the overlap between the weights of two expert groups is counted.</summary>
public enum OrthogonalityPenalty
{
    /// <summary>Mean over same-shape layers and cross-group expert pairs of ‖Ŵa Ŵbᵀ‖²_F, rows divided by their norm.</summary>
    RowNormalisedMean,

    /// <summary>Sum over the same pairs of ‖Wa Wbᵀ‖²_F, as the paper prints it; grows with the weights.</summary>
    RawSum,
}
