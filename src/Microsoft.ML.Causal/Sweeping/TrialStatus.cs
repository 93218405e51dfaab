// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How a trial ended.</summary>
public enum TrialStatus
{
    /// <summary>It has an objective.</summary>
    Succeeded,

    /// <summary>Its options were refused, its fit failed, or its objective is not a number.</summary>
    Failed,
}
