// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>The probability of the response at an intensity.</summary>
internal sealed record CurvePoint(float Intensity, float Probability);
