// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A form of ALM-MTA that the table has lines of.</summary>
/// <param name="Identification">What identifies its effects.</param>
/// <param name="Name">Its name among those.</param>
/// <param name="Options">Its settings.</param>
internal sealed record AlmMtaForm(string Identification, string Name, AlmMtaOptions Options)
{
    private static readonly AlmMtaOptions _paper = new() { Identification = AlmMtaIdentification.Paper, MatchColumnName = "U" };

    private static readonly AlmMtaOptions _networks = new() { ProxyColumnName = "R", Fit = AlmMtaFitKind.Networks };
    private static readonly AlmMtaOptions _core = new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off };

    /// <summary>All forms.</summary>
    public static IReadOnlyList<AlmMtaForm> All { get; } =
    [
        new("observed", "core", new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off }),
        new("observed", "stacked", new() { ProxyColumnName = "R" }),
        new("observed", "networks", new() { ProxyColumnName = "R", Fit = AlmMtaFitKind.Networks }),
        new("observed", "core, treated", new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off, Effect = AlmMtaEffect.Treated }),
        new("both", "core", new() { ProxyColumnName = "R", MatchColumnName = "U", Stack = AlmMtaStack.Off }),
        new("both", "networks", new() { ProxyColumnName = "R", MatchColumnName = "U", Fit = AlmMtaFitKind.Networks }),
        new("components", "none", _networks),
        new("components", "adversary, 1", _networks with { Components = new() { Adversary = 1 } }),
        new("components", "adversary, 1, from nothing", _networks with { AdversaryInExcess = false, Components = new() { Adversary = 1 } }),
        new("components", "contrast in batch", _networks with { Components = new() { Contrast = AlmMtaContrast.InBatch } }),
        new("components", "contrast in batch, weight .1", _networks with { Components = new() { Contrast = AlmMtaContrast.InBatch, ContrastWeight = 0.1 } }),
        new("components", "contrast in batch, weight .1, routed", _networks with
        {
            Components = new() { Contrast = AlmMtaContrast.InBatch, ContrastWeight = 0.1, GradientRouting = AlmMtaGradientRouting.Direct },
        }),
        new("components", "contrast with momentum and queue", _networks with { Components = new() { Contrast = AlmMtaContrast.Momentum } }),
        new("components", "exposure loss", _networks with { Components = new() { ExposureWeight = 0.2 } }),
        new("components", "all three, ratios held, gradients routed", _networks with
        {
            Components = new()
            {
                Adversary = 1, Contrast = AlmMtaContrast.InBatch, ExposureWeight = 0.2, HoldLossRatios = true, GradientRouting = AlmMtaGradientRouting.Direct,
            },
        }),
        new("components", "outcome dropout, .15", _networks with { Components = new() { OutcomeDropout = 0.15 } }),
        new("components", "exposure weights", _networks with { Components = new() { ExposureWeighting = ExposureWeighting.GeometricMean } }),
        new("components", "64 best matches", _networks with { Components = new() { TopMatches = 64 } }),
        new("components", "core", _core),
        new("components", "core, exposure weights", _core with { Components = new() { ExposureWeighting = ExposureWeighting.GeometricMean } }),
        new("components", "core, 64 best matches", _core with { Components = new() { TopMatches = 64 } }),
        new("matched", "core", new() { MatchColumnName = "U" }),
        new("matched", "networks", new() { MatchColumnName = "U", Fit = AlmMtaFitKind.Networks }),
        new("paper", "built", _paper),
        new("paper", "momentum contrast, routing", _paper with { Contrast = AlmMtaContrast.Momentum, GradientRouting = AlmMtaGradientRouting.Direct }),
        new("paper", "top 64 matches", _paper with { TopMatches = 64 }),
    ];
}
