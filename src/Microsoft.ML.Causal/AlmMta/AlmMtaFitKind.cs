// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How the stages of the identified forms are fitted.</summary>
public enum AlmMtaFitKind
{
    /// <summary>Empirical-Bayes mixed logistic cores, with networks stacked on them where validation says they help.</summary>
    Stacked,

    /// <summary>Two networks alone, a mediator tower and an outcome tower.</summary>
    Networks,
}
