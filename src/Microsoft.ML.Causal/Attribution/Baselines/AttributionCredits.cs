// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a baseline says of journeys.</summary>
/// <param name="Probabilities">P(Y = 1 | T, x) of each journey, a prediction.</param>
/// <param name="Credits">Credits of the most recent touches of each journey, at most <see cref="AlmMtaOptions.MaxTouchpoints"/>, oldest first.</param>
public sealed record AttributionCredits(IReadOnlyList<float> Probabilities, IReadOnlyList<float[]> Credits);
