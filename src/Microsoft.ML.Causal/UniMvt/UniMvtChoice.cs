// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What became of the Auto options.</summary>
/// <param name="Options">Without Auto in encoding and link.</param>
/// <param name="Candidates">What was compared; empty where nothing was left to the data.</param>
internal sealed record UniMvtChoice(UniMvtOptions Options, IReadOnlyList<UniMvtCandidate> Candidates);
