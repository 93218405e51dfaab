// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>What the scoring contract writes. Vectors have one entry per touch of the journey, NaN for those before the model's maximum.</summary>
internal sealed class AlmMtaScoringOutput
{
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
}
