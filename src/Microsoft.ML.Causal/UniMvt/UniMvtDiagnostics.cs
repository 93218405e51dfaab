// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a fit of UniMVT showed about itself and about its data.</summary>
public sealed record UniMvtDiagnostics
{
    /// <summary>Gets the number of training rows.</summary>
    public int Rows { get; init; }

    /// <summary>Gets the number of former rows that count beside them, where the fit continued from a model; otherwise 0.</summary>
    public double FormerRows { get; init; }

    /// <summary>Gets the share of training rows that are treated.</summary>
    public double TreatedShare { get; init; }

    /// <summary>Gets the share of training rows whose predicted unit uplift times the largest intensity is below 1e-4; near 1 the uplift head is dead.</summary>
    public double DeadUnitUpliftFraction { get; init; }

    /// <summary>Gets the share of treated rows whose probability met a bound of the probability link's clamp.</summary>
    public double ClampRate { get; init; }

    /// <summary>Gets the observed tiers: centres of the clusters of treated intensities, or quantiles where they do not cluster.</summary>
    public IReadOnlyList<float> Tiers { get; init; } = [];

    /// <summary>Gets whether the intensities cluster.</summary>
    public bool IntensitiesCluster { get; init; }

    /// <summary>Gets the intensities of the response curve.</summary>
    public IReadOnlyList<float> Grid { get; init; } = [];

    /// <summary>
    /// Gets, for each intensity of the grid, how far it is from the data: 1 − min(1, s/s₀), s the share of treated rows within 1/32 of
    /// the observed range and s₀ what a uniform distribution would have there. 0 is well covered, 1 is extrapolation.
    /// </summary>
    public IReadOnlyList<double> OffSupportScores { get; init; } = [];

    /// <summary>
    /// Gets how far treated and untreated rows overlap, by FastTree propensities of two-fold cross-fitting, with the least share of any
    /// tier in each bin; null where <see cref="UniMvtOptions.OverlapRows"/> is 0.
    /// </summary>
    public OverlapReport? Overlap { get; internal set; }

    /// <summary>Gets the encoding that was used.</summary>
    public InputEncoding InputEncoding { get; init; }

    /// <summary>Gets the link that was used.</summary>
    public ResponseLink ResponseLink { get; init; }

    /// <summary>Gets the candidates of the Auto options with the held-out log-losses of their pilot fits, in nats; empty where nothing was chosen.</summary>
    public IReadOnlyList<UniMvtCandidate> Candidates { get; init; } = [];

    /// <summary>Gets the loss terms of the first model, epoch by epoch, each without its weight.</summary>
    public IReadOnlyList<UniMvtEpochLosses> Losses { get; init; } = [];

    /// <summary>Gets the seconds that training took.</summary>
    public double Seconds { get; init; }

    /// <summary>Gets whether training was cancelled before its last step.</summary>
    public bool Cancelled { get; init; }
}
