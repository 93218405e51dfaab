// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>The columns of an ALM-MTA model, as a prediction engine fills them; lists have one entry a touch.</summary>
internal sealed class JourneyPrediction
{
    public float Probability { get; set; }

    public float ObservedProbability { get; set; }

    public float BaseProbability { get; set; }

    public float AdditivityGap { get; set; }

    public float[] Uplift { get; set; } = [];

    public float[] UpliftLogit { get; set; } = [];

    public float[] Score { get; set; } = [];

    public float[] UpliftLower { get; set; } = [];

    public float[] UpliftUpper { get; set; } = [];
}
