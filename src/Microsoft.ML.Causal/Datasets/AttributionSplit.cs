// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Which part of simulated users a row belongs to; rows of a user stay together.</summary>
public enum AttributionSplit
{
    /// <summary>70 % of users.</summary>
    Train,

    /// <summary>10 % of users.</summary>
    Validation,

    /// <summary>20 % of users.</summary>
    Test,
}
