// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A form of ALM-MTA that the table has lines of.</summary>
/// <param name="Identification">What identifies its effects.</param>
/// <param name="Name">Its name among those.</param>
/// <param name="Options">Its settings.</param>
internal sealed record AlmMtaForm(string Identification, string Name, AlmMtaOptions Options)
{
    private static readonly AlmMtaOptions _paper = new() { Identification = AlmMtaIdentification.Paper, MatchColumnName = "U" };

    /// <summary>All forms.</summary>
    public static IReadOnlyList<AlmMtaForm> All { get; } =
    [
        new("observed", "core", new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off }),
        new("observed", "stacked", new() { ProxyColumnName = "R" }),
        new("observed", "networks", new() { ProxyColumnName = "R", Fit = AlmMtaFitKind.Networks }),
        new("observed", "core, treated", new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off, Effect = AlmMtaEffect.Treated }),
        new("both", "core", new() { ProxyColumnName = "R", MatchColumnName = "U", Stack = AlmMtaStack.Off }),
        new("both", "networks", new() { ProxyColumnName = "R", MatchColumnName = "U", Fit = AlmMtaFitKind.Networks }),
        new("matched", "core", new() { MatchColumnName = "U" }),
        new("matched", "networks", new() { MatchColumnName = "U", Fit = AlmMtaFitKind.Networks }),
        new("paper", "built", _paper),
        new("paper", "momentum contrast, routing", _paper with { Contrast = AlmMtaContrast.Momentum, GradientRouting = AlmMtaGradientRouting.Direct }),
        new("paper", "top 64 matches", _paper with { TopMatches = 64 }),
    ];
}
