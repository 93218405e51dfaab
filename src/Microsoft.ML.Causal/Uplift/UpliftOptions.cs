// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings that the baselines share, and the few of their own; the schedule is that of UniMVT, for a fair comparison.</summary>
internal sealed record UpliftOptions
{
    /// <summary>Passes over the rows. At least 1. Default 20.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Rows of a step. At least 1. Default 1,024.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>Largest step size of Adam; it falls to 0 along a cosine. Range (0, ∞). Default 4e-3.</summary>
    public double LearningRate { get; init; } = 4e-3;

    /// <summary>Steps of linear warm-up, at most a fifth of all. At least 0. Default 100.</summary>
    public int WarmupSteps { get; init; } = 100;

    /// <summary>L2 weight decay. Range [0, ∞). Default 1e-5.</summary>
    public double WeightDecay { get; init; } = 1e-5;

    /// <summary>Widths of the shared representation's layers. Default 64, 32.</summary>
    public IReadOnlyList<int> RepresentationUnits { get; init; } = [64, 32];

    /// <summary>Widths of a head's hidden layers. Default 64, 32.</summary>
    public IReadOnlyList<int> HeadUnits { get; init; } = [64, 32];

    /// <summary>CFRNet: α, weight of the squared distance between the arms' mean representations. Range [0, ∞). Default 0.1.</summary>
    public double BalanceWeight { get; init; } = 0.1;

    /// <summary>FlexTENet: weight of the overlap between shared and private weights. Range [0, ∞). Default 0.01.</summary>
    public double OrthogonalityWeight { get; init; } = 0.01;

    /// <summary>DRNet: number of strata of equal width that the treated doses are cut into. At least 1. Default 5.</summary>
    public int DoseStrata { get; init; } = 5;

    /// <summary>VCNet: weight of the dose density's log-likelihood. Range [0, ∞). Default 0.5.</summary>
    public double DensityWeight { get; init; } = 0.5;

    /// <summary>DESCN: α, weight of the propensity loss. Range [0, ∞). Default 0.5.</summary>
    public double PropensityWeight { get; init; } = 0.5;

    /// <summary>DESCN: β, weight of both entire-space losses. Range [0, ∞). Default 1.</summary>
    public double EntireSpaceWeight { get; init; } = 1;

    /// <summary>DESCN: γ, weight of both cross losses. Range [0, ∞). Default 0.5.</summary>
    public double CrossWeight { get; init; } = 0.5;
}
