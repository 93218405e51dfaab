// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Terms of <see cref="MediatorCore"/> that a form may leave out.</summary>
[Flags]
internal enum MediatorTerms
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>μ and β·x: what all touches of a row share, which a contrast within the row cannot see.</summary>
    Context = 1,

    /// <summary>xᵀD_cluster.</summary>
    ClusterContext = 2,
}
