// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained outcome.</summary>
/// <param name="Arrays">Its weights, and those of its bootstrap fits.</param>
/// <param name="ValidationLoss">Nats per held-out row.</param>
internal sealed record OutcomeResult(IReadOnlyList<(string Name, int[] Shape, float[] Values)> Arrays, double ValidationLoss);
