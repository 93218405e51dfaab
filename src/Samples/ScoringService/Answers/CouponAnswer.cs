// Licensed under the MIT licence; see LICENSE in the repository root.

using System.ComponentModel;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Which coupon to issue to one user, and why.</summary>
internal sealed record CouponAnswer
{
    [Description("The intensity to issue; 0 means withhold.")]
    public required float RecommendedIntensity { get; init; }

    [Description("Expected net gain over withholding, in the money of the model's policy.")]
    public required float ExpectedGain { get; init; }

    [Description("Probability of the response without a coupon.")]
    public required float BaseProbability { get; init; }

    [Description("Gain in probability per unit of intensity.")]
    public required float UnitUplift { get; init; }

    [Description("Lower bound of the unit uplift; of ensembles only.")]
    public float? UnitUpliftLower { get; init; }

    [Description("Upper bound of the unit uplift; of ensembles only.")]
    public float? UnitUpliftUpper { get; init; }

    [Description("The intensity that the logging policy would give.")]
    public required float PredictedIntensity { get; init; }

    [Description("Probability at the predicted intensity, or at the row's own where the model reads one.")]
    public required float TreatedProbability { get; init; }

    [Description("Probability of the response at each intensity of the model's grid.")]
    public required IReadOnlyList<CurvePoint> ResponseCurve { get; init; }

    [Description("Beginning of the SHA-256 of the model's file.")]
    public required string Model { get; init; }

    /// <summary>The answer, or null where the prediction is not made of finite numbers.</summary>
    public static CouponAnswer? Of(CouponPrediction prediction, ServedModel model)
    {
        // None of them is large: the sum is finite where all are.
        float sum = prediction.BaseProbability + prediction.UnitUplift + prediction.PredictedIntensity + prediction.TreatedProbability
            + prediction.RecommendedIntensity + prediction.ExpectedGain + prediction.ResponseCurve.Sum();
        if (!float.IsFinite(sum))
            return null;
        IReadOnlyList<float> grid = ((UniMvtTransformer)model.Model).Grid;
        return new CouponAnswer
        {
            RecommendedIntensity = prediction.RecommendedIntensity,
            ExpectedGain = prediction.ExpectedGain,
            BaseProbability = prediction.BaseProbability,
            UnitUplift = prediction.UnitUplift,
            UnitUpliftLower = Given(prediction.UnitUpliftLower),
            UnitUpliftUpper = Given(prediction.UnitUpliftUpper),
            PredictedIntensity = prediction.PredictedIntensity,
            TreatedProbability = prediction.TreatedProbability,
            ResponseCurve = [.. grid.Zip(prediction.ResponseCurve, (intensity, probability) => new CurvePoint(intensity, probability))],
            Model = model.Fingerprint,
        };
    }

    private static float? Given(float value) => float.IsNaN(value) ? null : value;
}
