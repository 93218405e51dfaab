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
}
