// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Both stages of the matched form, trained.</summary>
/// <param name="Arrays">Their weights.</param>
/// <param name="MediatorValidationLoss">Nats per known cause of held-out producers; NaN where no rows were held out for it.</param>
/// <param name="OutcomeValidationLoss">Nats per held-out row.</param>
internal sealed record MatchedFit(
    IReadOnlyList<(string Name, int[] Shape, float[] Values)> Arrays, double MediatorValidationLoss, double OutcomeValidationLoss);
