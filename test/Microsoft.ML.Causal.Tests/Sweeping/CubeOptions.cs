// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Sweeping;

/// <summary>Options of an estimator that learns nothing: numbers between 0 and 1.</summary>
internal sealed record CubeOptions : ITrialOptions<CubeOptions>
{
    public double A { get; init; } = 0.5;

    public double B { get; init; } = 0.5;

    public double C { get; init; } = 0.5;

    public double D { get; init; } = 0.5;

    public double E { get; init; } = 0.5;

    public string Shape { get; init; } = "flat";

    public int Epochs { get; init; } = 27;

    public IReadOnlyList<int> Stages { get; init; } = [9, 1, 18];

    public int Seed { get; init; }

    public int Threads { get; init; }

    string? ITrialOptions<CubeOptions>.GroupColumnName => "User";

    CubeOptions ITrialOptions<CubeOptions>.ForTrial(int seed, int threads, CancellationToken cancellationToken) => this with { Seed = seed, Threads = threads };
}
