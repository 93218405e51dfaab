// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Target ratios of the losses of the <see cref="AlmMtaIdentification.Paper"/> form to its main loss; each in [0, ∞), 0 leaves the loss out.</summary>
/// <remarks>The paper prints 1 : .6 : 4 : .1 : .2 without naming the terms and leaves the proxy loss out of its total; this is the order of its losses.</remarks>
public sealed record AlmMtaLossRatios
{
    /// <summary>Gets the ratio of the main loss, the cross-entropy of the outcome. Default 1.</summary>
    public double Main { get; init; } = 1;

    /// <summary>Gets the ratio of the weighted ITE head's loss, λ_ITE. Default 0.6.</summary>
    public double IndividualEffect { get; init; } = 0.6;

    /// <summary>Gets the ratio of the proxy head's loss, λ_proxy. Default 1.</summary>
    public double Proxy { get; init; } = 1;

    /// <summary>Gets the ratio of the adversary's loss, λ_adv. Default 4.</summary>
    public double Adversary { get; init; } = 4;

    /// <summary>Gets the ratio of the contrastive loss, λ_con. Default 0.1.</summary>
    public double Contrastive { get; init; } = 0.1;

    /// <summary>Gets the ratio of the exposure model's loss, λ_DML. Default 0.2.</summary>
    public double DoubleMachineLearning { get; init; } = 0.2;
}
