// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How much of each head's gradient reaches the shared encoder of the <see cref="AlmMtaIdentification.Paper"/> form; each in [0, ∞).</summary>
/// <remarks>The heads' own weights learn at full strength. 0 is a stop-gradient: a head then reads features that only the others shape.</remarks>
public sealed record AlmMtaGradientScales
{
    /// <summary>Gets the scale of the weighted ITE head. Default 1.</summary>
    public double IndividualEffect { get; init; } = 1;

    /// <summary>Gets κ, the scale of the proxy head. Default 1.</summary>
    public double Proxy { get; init; } = 1;

    /// <summary>Gets the scale of the adversary, on top of its strength λ. Default 1.</summary>
    public double Adversary { get; init; } = 1;

    /// <summary>Gets the scale of the contrastive loss. Default 1.</summary>
    public double Contrastive { get; init; } = 1;

    /// <summary>Gets the scale of the exposure model, on the context layer. Default 1.</summary>
    public double Exposure { get; init; } = 1;
}
