// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What the components on mediator towers learn from beside the data, computed once for all towers.</summary>
/// <param name="OutcomeLogits">
/// Logits of the outcome by linear summaries of (X,T), by row, that an adversary starts from, so that it penalises only what the mediator holds in excess;
/// null for an adversary that starts from nothing.
/// </param>
/// <param name="Residuals">For the residual-on-residual term of the exposure loss, or null.</param>
internal sealed record ComponentTargets(float[]? OutcomeLogits, ExposureResiduals? Residuals)
{
    /// <summary>What the options ask for.</summary>
    public static ComponentTargets Of(AlmMtaOptions options, EncodedJourneys journeys, RowSplit split, int seed) => new(
        options.Components.Adversary > 0 && options.AdversaryInExcess ? JourneySummary.OutcomeLogits(journeys.Data, split.Training) : null,
        ExposureTerm.Residuals(options, options.Components.ExposureWeight, journeys, split.Training, seed));
}
