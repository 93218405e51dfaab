// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What the scoring contract writes. Vectors have one entry per touch of the journey, NaN for those before the model's maximum.</summary>
internal sealed class AlmMtaScoringOutput
{
    internal const string NormalisedCreditName = "__AlmMta.NormalisedCredit";
    internal const string ShapleyCreditName = "__AlmMta.ShapleyCredit";
    internal const string ShapleyErrorName = "__AlmMta.ShapleyError";
    internal const string MediatorName = "__AlmMta.Mediator";

    /// <summary>Names of the columns that are only there to be copied under their own name, where the model gives them.</summary>
    internal static readonly (AlmMtaOutputs Output, string Name, string Source)[] Optional =
    [
        (AlmMtaOutputs.NormalisedCredit, "NormalisedCredit", NormalisedCreditName), (AlmMtaOutputs.ShapleyCredit, "ShapleyCredit", ShapleyCreditName),
        (AlmMtaOutputs.ShapleyCredit, "ShapleyError", ShapleyErrorName), (AlmMtaOutputs.Mediator, "MediatorProbability", MediatorName),
    ];

    /// <summary>P(Y=1|do(T),x).</summary>
    public float Probability { get; set; }

    /// <summary>P(Y=1|T,x), without a claim about interventions.</summary>
    public float ObservedProbability { get; set; }

    /// <summary>g(x,∅), the probability without any touch.</summary>
    public float BaseProbability { get; set; }

    /// <summary>What the touches do together less the sum of what each does.</summary>
    public float AdditivityGap { get; set; }

    /// <summary>Δ by touch, in probability.</summary>
    public VBuffer<float> Uplift { get; set; }

    /// <summary>Δ by touch on the logit scale, in nats.</summary>
    public VBuffer<float> UpliftLogit { get; set; }

    /// <summary>Share of the training touches with a lower Δ.</summary>
    public VBuffer<float> Score { get; set; }

    /// <summary>Lower bound of Δ.</summary>
    public VBuffer<float> UpliftLower { get; set; }

    /// <summary>Upper bound of Δ.</summary>
    public VBuffer<float> UpliftUpper { get; set; }

    /// <summary>Δ in proportion; empty where the model does not give it, as the others below.</summary>
    [ColumnName(NormalisedCreditName)]
    public VBuffer<float> NormalisedCredit { get; set; }

    /// <summary>Shapley credit.</summary>
    [ColumnName(ShapleyCreditName)]
    public VBuffer<float> ShapleyCredit { get; set; }

    /// <summary>Standard error of the Shapley credit.</summary>
    [ColumnName(ShapleyErrorName)]
    public VBuffer<float> ShapleyError { get; set; }

    /// <summary>p of each touch.</summary>
    [ColumnName(MediatorName)]
    public VBuffer<float> Mediator { get; set; }
}
