// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a tuner knows when it proposes.</summary>
/// <param name="Dimensions">The space.</param>
/// <param name="Seed">Seed of the sweep.</param>
/// <param name="Proposed">Number of points proposed so far.</param>
/// <param name="Observations">Points of earlier rounds with their losses, lower is better, in the order of trials; ∞ for a failed one.</param>
internal sealed record TunerHistory(IReadOnlyList<SweepDimension> Dimensions, int Seed, int Proposed, IReadOnlyList<(double[] Point, double Loss)> Observations);
