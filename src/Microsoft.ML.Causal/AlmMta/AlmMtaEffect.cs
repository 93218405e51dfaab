// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Whose deletion effect is estimated.</summary>
public enum AlmMtaEffect
{
    /// <summary>P(Y=1|do(T),x) − P(Y=1|do(T∖τ_j),x): for a user like this one, whatever brought the journey about.</summary>
    Do,

    /// <summary>The effect on the treated: for the users who had this very journey; the outcome tower keeps its own T.</summary>
    Treated,
}
