// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>The columns of a UniMVT model, as a prediction engine fills them.</summary>
internal sealed class CouponPrediction
{
    public float BaseProbability { get; set; }

    public float UnitUplift { get; set; }

    // Only an ensemble gives bounds; the engine leaves what the model has not.
    public float UnitUpliftLower { get; set; } = float.NaN;

    public float UnitUpliftUpper { get; set; } = float.NaN;

    public float PredictedIntensity { get; set; }

    public float TreatedProbability { get; set; }

    public float[] ResponseCurve { get; set; } = [];

    public float RecommendedIntensity { get; set; }

    public float ExpectedGain { get; set; }
}
