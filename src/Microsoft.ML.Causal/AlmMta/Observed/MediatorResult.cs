// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A trained mediator.</summary>
/// <param name="Chances">p of every training touch.</param>
/// <param name="Arrays">Its weights.</param>
/// <param name="HasCore">Whether there is a core.</param>
/// <param name="Share">α, the share of the towers in the logit.</param>
/// <param name="Towers">Number of towers.</param>
/// <param name="ValidationLoss">Nats per held-out touch.</param>
internal sealed record MediatorResult(
    double[] Chances, IReadOnlyList<(string Name, int[] Shape, float[] Values)> Arrays, bool HasCore, double Share, int Towers, double ValidationLoss);
