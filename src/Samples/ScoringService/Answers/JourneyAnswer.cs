// Licensed under the MIT licence; see LICENSE in the repository root.

using System.ComponentModel;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>What made one journey's outcome likely.</summary>
internal sealed record JourneyAnswer
{
    [Description("Probability of the outcome, were the journey given to the user: P(Y=1|do(T),X).")]
    public required float Probability { get; init; }

    [Description("Probability of the outcome as observed, without a claim about causes: P(Y=1|T,X).")]
    public required float ObservedProbability { get; init; }

    [Description("Probability of the outcome without any touch.")]
    public required float BaseProbability { get; init; }

    [Description("What all touches do together less the sum of what each does.")]
    public required float AdditivityGap { get; init; }

    [Description("One entry a touch, in the order of the request; null for touches before the most recent ones, which the model looks at.")]
    public required IReadOnlyList<TouchAnswer?> Touches { get; init; }

    [Description("Beginning of the SHA-256 of the model's file.")]
    public required string Model { get; init; }

    /// <summary>The answer, or null where the prediction is not made of finite numbers.</summary>
    public static JourneyAnswer? Of(JourneyPrediction prediction, ServedModel model)
    {
        if (!float.IsFinite(prediction.Probability + prediction.ObservedProbability + prediction.BaseProbability + prediction.AdditivityGap))
            return null;
        bool hasIntervals = ((AlmMtaTransformer)model.Model).HasIntervals;
        return new JourneyAnswer
        {
            Probability = prediction.Probability,
            ObservedProbability = prediction.ObservedProbability,
            BaseProbability = prediction.BaseProbability,
            AdditivityGap = prediction.AdditivityGap,
            Touches = [.. prediction.Uplift.Select((_, touch) => TouchAnswer.Of(prediction, touch, hasIntervals))],
            Model = model.Fingerprint,
        };
    }
}
