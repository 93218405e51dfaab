// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How an intensity is chosen from a row's response curve.</summary>
public enum PolicyRule
{
    /// <summary>The intensity of the largest expected gain, value·(p(q) − p0) − cost(q), among those that pass the threshold.</summary>
    ExpectedGain,

    /// <summary>The intensity of the largest uplift per cost, (p(q) − p0)/cost(q), if it passes the threshold (section 4.5 of the paper).</summary>
    UpliftPerCost,
}
