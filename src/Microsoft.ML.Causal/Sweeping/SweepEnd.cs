// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Why a sweep ended.</summary>
public enum SweepEnd
{
    /// <summary>All trials were run.</summary>
    Trials,

    /// <summary>The time limit was reached.</summary>
    Time,

    /// <summary>The tuner had nothing left to propose.</summary>
    Exhausted,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
