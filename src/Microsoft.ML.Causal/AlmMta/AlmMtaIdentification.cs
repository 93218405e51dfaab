// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What identifies the deletion effect of a touch.</summary>
public enum AlmMtaIdentification
{
    /// <summary><see cref="ObservedProxy"/> where a proxy column is named, otherwise <see cref="MatchedOutcome"/> where a match column is.</summary>
    Auto,

    /// <summary>
    /// Front door through a mediator whose noisy proxy is known for every touch of every row and was recorded before the outcome:
    /// Σ_m P(m|T,x)·E_{t'|x}[E[Y|m,t',x]].
    /// </summary>
    ObservedProxy,

    /// <summary>Matches between the produced work and the touches, known for positive rows only: a case-crossover contrast within the row.</summary>
    MatchedOutcome,

    /// <summary>The method as printed. Its output is a predictive deletion effect: with a hidden confounder it is no causal one.</summary>
    Paper,
}
