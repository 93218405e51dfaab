// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the coupons sample says about the fit: the diagnostics without what has one value a row.</summary>
internal sealed record FitReport
{
    public required int Rows { get; init; }

    public required double TreatedShare { get; init; }

    public required InputEncoding InputEncoding { get; init; }

    public required ResponseLink ResponseLink { get; init; }

    public required IReadOnlyList<UniMvtCandidate> Candidates { get; init; }

    public required IReadOnlyList<float> Tiers { get; init; }

    public required bool IntensitiesCluster { get; init; }

    public required IReadOnlyList<float> Grid { get; init; }

    public required IReadOnlyList<double> OffSupportScores { get; init; }

    public required double DeadUnitUpliftFraction { get; init; }

    public required double ClampRate { get; init; }

    /// <summary>AUC of the propensity for the treatment: 0.5 as if randomised, 1 no overlap; null where no overlap was computed.</summary>
    public double? PropensityAuc { get; init; }

    /// <summary>Share of training rows whose propensity lies outside the clipping bounds.</summary>
    public double? ShareOutsideOverlap { get; init; }

    public required IReadOnlyList<UniMvtEpochLosses> Losses { get; init; }

    public static FitReport Of(UniMvtDiagnostics fit) => new()
    {
        Rows = fit.Rows,
        TreatedShare = fit.TreatedShare,
        InputEncoding = fit.InputEncoding,
        ResponseLink = fit.ResponseLink,
        Candidates = fit.Candidates,
        Tiers = fit.Tiers,
        IntensitiesCluster = fit.IntensitiesCluster,
        Grid = fit.Grid,
        OffSupportScores = fit.OffSupportScores,
        DeadUnitUpliftFraction = fit.DeadUnitUpliftFraction,
        ClampRate = fit.ClampRate,
        PropensityAuc = fit.Overlap?.Auc,
        ShareOutsideOverlap = fit.Overlap?.ShareOutside,
        Losses = fit.Losses,
    };
}
