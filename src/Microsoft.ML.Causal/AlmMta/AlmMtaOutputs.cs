// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Columns that a model of ALM-MTA gives beside its effects. Chosen when it is fitted: a saved model has one set of columns.</summary>
[Flags]
public enum AlmMtaOutputs
{
    /// <summary>The effects alone.</summary>
    None = 0,

    /// <summary>
    /// <c>NormalisedCredit</c>, a vector: effects in proportion, scaled so that their sum is what all touches do together,
    /// P(do T) − P(do ∅). Signs stay; NaN where positive and negative effects all but cancel, since proportions of nothing say nothing.
    /// </summary>
    NormalisedCredit = 1,

    /// <summary>
    /// <c>ShapleyCredit</c>, a vector: the mean of what a touch adds over all orders in which touches may come in (Shapley 1953). The sum is
    /// P(do T) − P(do ∅). And <c>ShapleyError</c>, a vector: its standard error, 0 where it is exact.
    /// </summary>
    /// <remarks>
    /// Touches that are not in are masked, whatever <see cref="AlmMtaOptions.Deletion"/> says. Exact in <see cref="AlmMtaIdentification.ObservedProxy"/>
    /// and <see cref="AlmMtaIdentification.MatchedOutcome"/>; in <see cref="AlmMtaIdentification.Paper"/> exact up to 8 touches, and over
    /// <see cref="AlmMtaOptions.ShapleyOrders"/> random orders beyond.
    /// </remarks>
    ShapleyCredit = 2,

    /// <summary><c>MediatorProbability</c>, a vector: the chance p that a touch moved the user; in <see cref="AlmMtaIdentification.MatchedOutcome"/> that it alone brings the outcome about, in <see cref="AlmMtaIdentification.Paper"/> the proxy head's.</summary>
    Mediator = 4,
}
