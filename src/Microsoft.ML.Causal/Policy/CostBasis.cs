// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>When the cost of an intensity falls due.</summary>
public enum CostBasis
{
    /// <summary>When the person responds: cost(q) = c q p(q). A coupon that is not used costs nothing.</summary>
    PerRedemption,

    /// <summary>When it is issued: cost(q) = c q.</summary>
    PerIssue,
}
