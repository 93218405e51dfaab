// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The rows whose propensity lies in one interval.</summary>
/// <param name="Lower">Lower bound, included.</param>
/// <param name="Upper">Upper bound, excluded; included in the last bin.</param>
/// <param name="Treated">Number of treated rows.</param>
/// <param name="Control">Number of control rows.</param>
/// <param name="MinimumTierShare">
/// Least share of a tier among the treated rows, in [0, 1]: near 0, some intensity was hardly ever given to such users. NaN without tiers or
/// treated rows.
/// </param>
public sealed record OverlapBin(double Lower, double Upper, int Treated, int Control, double MinimumTierShare);
