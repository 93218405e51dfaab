// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>One trial of a sweep: options, what they came to, and how.</summary>
public sealed record SweepTrial
{
    /// <summary>Gets the number of the trial, from 0, in the order of proposals.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the number of the configuration: trials of the same one differ in <see cref="Share"/> and seed.</summary>
    public required int Configuration { get; init; }

    /// <summary>Gets the values, one per dimension of the space; see <see cref="SweepDimension"/>.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Gets the share of the epochs, in (0, 1]; 1 without halving.</summary>
    public required double Share { get; init; }

    /// <summary>Gets the number of epochs; null without halving.</summary>
    public int? Epochs { get; init; }

    /// <summary>Gets the seed of the trial.</summary>
    public required int Seed { get; init; }

    /// <summary>Gets how it ended.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>Gets why it failed; null where it did not.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the objective, one per fold; empty where it failed.</summary>
    public IReadOnlyList<double> Folds { get; init; } = [];

    /// <summary>Gets the objectives beside it, means over folds, in their order; empty where it failed.</summary>
    public IReadOnlyList<double> Also { get; init; } = [];

    /// <summary>Gets the time that it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the objective, the mean over folds; NaN where it failed.</summary>
    public double Objective => Folds.Count > 0 ? Folds.Average() : double.NaN;

    /// <summary>Gets the standard deviation of the objective over folds (n − 1); NaN with fewer than two.</summary>
    public double StandardDeviation => Folds.Count > 1 ? Math.Sqrt(Folds.Sum(value => (value - Objective) * (value - Objective)) / (Folds.Count - 1)) : double.NaN;
}
