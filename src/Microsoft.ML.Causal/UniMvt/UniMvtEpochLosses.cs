// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Means of the loss terms over an epoch's steps, each without its weight; 0 where a term is off.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Total">The weighted sum, eq. 20.</param>
/// <param name="Base">Cross-entropy of the base tower on controls, over all rows.</param>
/// <param name="Treatment">Cross-entropy of the treatment tower on treated rows, over all rows.</param>
/// <param name="Intensity">Intensity loss on treated rows, over all rows.</param>
/// <param name="CrossTreatment">Consistency of the treated counterfactual, eq. 18.</param>
/// <param name="CrossBase">Consistency of the base counterfactual, eq. 19.</param>
/// <param name="Orthogonality">Overlap of the expert groups.</param>
public sealed record UniMvtEpochLosses(
    int Epoch, double Total, double Base, double Treatment, double Intensity, double CrossTreatment, double CrossBase, double Orthogonality);
