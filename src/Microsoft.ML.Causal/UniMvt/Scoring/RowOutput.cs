// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What one network says about one row.</summary>
/// <param name="BaseProbability">p0.</param>
/// <param name="UnitUplift">Gain in probability per unit of intensity.</param>
/// <param name="PredictedIntensity">t̂.</param>
/// <param name="TreatedProbability">p at the row's own intensity, or at t̂.</param>
internal readonly record struct RowOutput(float BaseProbability, float UnitUplift, float PredictedIntensity, float TreatedProbability);
