// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How much of the objective's variation over the space is due to one dimension.</summary>
/// <param name="Name">The dimension.</param>
/// <param name="Main">Share of the variance that the dimension explains alone, in [0, 1]; first-order Sobol index.</param>
/// <param name="Total">Share that is lost when the dimension is not known, its interactions with others included; total Sobol index.</param>
public sealed record SweepImportance(string Name, double Main, double Total);
