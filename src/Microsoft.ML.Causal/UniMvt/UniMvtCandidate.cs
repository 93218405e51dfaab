// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A candidate of <see cref="InputEncoding.Auto"/> or <see cref="ResponseLink.Auto"/>.</summary>
/// <param name="InputEncoding">Its encoding.</param>
/// <param name="ResponseLink">Its link.</param>
/// <param name="HeldOutLogLoss">Factual log-loss of its pilot fit on held-out rows, in nats; lower is better.</param>
public sealed record UniMvtCandidate(InputEncoding InputEncoding, ResponseLink ResponseLink, double HeldOutLogLoss);
