// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What training an ALM-MTA showed.</summary>
public sealed partial record AlmMtaDiagnostics
{
    /// <summary>Gets what identified the effects.</summary>
    public AlmMtaIdentification Identification { get; init; }

    /// <summary>Gets the number of training rows.</summary>
    public int Rows { get; init; }

    /// <summary>Gets the number of former rows that count beside them, where the fit continued from a model; otherwise 0.</summary>
    public double FormerRows { get; init; }

    /// <summary>Gets the number of touches.</summary>
    public int Touches { get; init; }

    /// <summary>Gets the number of rows without a touch.</summary>
    public int EmptyJourneys { get; init; }

    /// <summary>Gets the share of positive rows.</summary>
    public double PositiveShare { get; init; }

    /// <summary>Gets the share of touches whose item is missing or was never seen.</summary>
    public double UnknownItemShare { get; init; }

    /// <summary>Gets P(code | Z=1) as used; empty without a proxy.</summary>
    public IReadOnlyList<double> EmissionWhenInspired { get; init; } = [];

    /// <summary>Gets P(code | Z=0) as used; empty without a proxy.</summary>
    public IReadOnlyList<double> EmissionWhenNot { get; init; } = [];

    /// <summary>Gets P(Y=1 | proxy code), over touches; near 1, the proxy was recorded after the outcome.</summary>
    public IReadOnlyList<double> OutcomeRateByProxy { get; init; } = [];

    /// <summary>Gets α, the share of the towers in the mediator's logit.</summary>
    public double StackShare { get; init; }

    /// <summary>Gets the mediator's log-likelihood loss on held-out touches, nats per touch.</summary>
    public double MediatorValidationLoss { get; init; }

    /// <summary>Gets the outcome's cross-entropy on held-out rows, nats per row.</summary>
    public double OutcomeValidationLoss { get; init; }

    /// <summary>Gets the mean of the observational probability over held-out rows less their share of positives; near 0 for a model to trust.</summary>
    public double ObservedBias { get; init; }

    /// <summary>
    /// Gets the in-row AUC of exact matches on held-out users: the check of validity that a confounder of the row cannot fool. Half
    /// for effects without a clue; null without an exact-match column.
    /// </summary>
    public AttributionMatchAuc? MatchAuc { get; init; }

    /// <summary>Gets whether training was cancelled.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Gets the time that training took, in seconds.</summary>
    public double Seconds { get; init; }
}
