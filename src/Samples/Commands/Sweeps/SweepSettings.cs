// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the command line says of a sweep, whatever is swept.</summary>
internal sealed record SweepSettings
{
    public required string? Objective { get; init; }

    public required SweepTunerName Tuner { get; init; }

    public required int Trials { get; init; }

    public required int Folds { get; init; }

    public required bool Halving { get; init; }

    public required int? Parallel { get; init; }

    public required double? Minutes { get; init; }

    public required int Seed { get; init; }

    public required string? Journal { get; init; }

    public required string? Table { get; init; }

    public required string? Json { get; init; }

    public required string? Markdown { get; init; }
}
