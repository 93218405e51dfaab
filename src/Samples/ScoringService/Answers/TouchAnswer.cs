// Licensed under the MIT licence; see LICENSE in the repository root.

using System.ComponentModel;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>What one touch did.</summary>
internal sealed record TouchAnswer
{
    [Description("By how much the probability of the outcome falls without the touch; may be negative.")]
    public required float Uplift { get; init; }

    [Description("The same on the scale of logits, in nats.")]
    public required float UpliftLogit { get; init; }

    [Description("Share of the training touches with a lower uplift, 0 to 1.")]
    public required float Score { get; init; }

    [Description("Lower bound of the uplift, where the model has intervals.")]
    public float? Lower { get; init; }

    [Description("Upper bound of the uplift, where the model has intervals.")]
    public float? Upper { get; init; }

    public static TouchAnswer? Of(JourneyPrediction prediction, int touch, bool hasIntervals) => float.IsNaN(prediction.Uplift[touch])
        ? null
        : new TouchAnswer
        {
            Uplift = prediction.Uplift[touch],
            UpliftLogit = prediction.UpliftLogit[touch],
            Score = prediction.Score[touch],
            Lower = hasIntervals ? prediction.UpliftLower[touch] : null,
            Upper = hasIntervals ? prediction.UpliftUpper[touch] : null,
        };
}
