// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record AlmMtaDiagnostics
{
    /// <summary>
    /// Gets what the model's mediator, Σ_j p_j, tells of the outcome of held-out rows beyond a linear summary of context and journey;
    /// null where the form has no mediator. It is a function of context and journey alone: what it adds is their nonlinear effect.
    /// </summary>
    public MediatorLeakage? MediatorLeakage { get; init; }

    /// <summary>
    /// Gets what the recorded proxy, as counts of its codes in the row, tells of the outcome of held-out rows beyond a linear summary of
    /// context and journey; null without a proxy. A proxy of a mediator tells something; one that is written after the outcome, much.
    /// </summary>
    public MediatorLeakage? ProxyLeakage { get; init; }

    /// <summary>Gets how far exposures depend on the context; null without clusters or exposure propensities.</summary>
    public ExposureOverlap? Exposure { get; init; }

    /// <summary>Gets Kish's effective sample size of the exposure weights that the fit used, (Σw)²/Σw², in rows; null where all rows weighed alike.</summary>
    public double? EffectiveSampleSize { get; init; }

    /// <summary>Gets the number of those weights that were clipped, rows or touches by their <see cref="ExposureWeighting"/>; null where all rows weighed alike.</summary>
    public int? ClippedWeights { get; init; }

    /// <summary>
    /// Gets the share of all touches that the rows of highest match hold, in [0, 1]: what effects are marginalised over. Null where
    /// <see cref="AlmMtaOptions.TopMatches"/>, or that of <see cref="AlmMtaOptions.Components"/>, is 0.
    /// </summary>
    public double? TopMatchTouchShare { get; init; }

    /// <summary>
    /// Gets whether the adversary took more of the effect than <see cref="AlmMtaOptions.LeastEffectShare"/> leaves, so that training went
    /// back to the state before it.
    /// </summary>
    public bool EffectCollapsed { get; init; }
}
