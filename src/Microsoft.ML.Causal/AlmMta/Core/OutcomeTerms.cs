// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Terms of <see cref="OutcomeCore"/> that a form may leave out.</summary>
[Flags]
internal enum OutcomeTerms
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>Σ_j xᵀD_cluster(j).</summary>
    ClusterContext = 1,

    /// <summary>sᵀVs.</summary>
    ContentPairs = 2,
}
