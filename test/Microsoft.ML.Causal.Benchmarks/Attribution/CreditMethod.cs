// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A way to credit touches.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsEffect">Whether credits are on the scale of effects, differences of probability; otherwise shares of a journey.</param>
/// <param name="Credit">Fits to training rows with a seed, and credits the test rows; probabilities are null where it has none.</param>
internal sealed record CreditMethod(string Name, bool IsEffect, Func<CdpDraw, int, (float[]? Probabilities, float[] Credits)> Credit)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CreditMethod> All { get; } =
    [
        new("last touch", false, (draw, _) => (null, RuleCredits.Compute(CreditRule.LastTouch, draw.Test.Offsets))),
        new("first touch", false, (draw, _) => (null, RuleCredits.Compute(CreditRule.FirstTouch, draw.Test.Offsets))),
        new("position", false, (draw, _) => (null, RuleCredits.Compute(CreditRule.PositionBased, draw.Test.Offsets))),
        new("Markov removal", false, (draw, _) => (null, MarkovRemoval.Fit(Channel(draw.Training), draw.Training.Offsets, draw.Training.Label)
            .Credits(Channel(draw.Test), draw.Test.Offsets))),
        new("logistic regression", true, (draw, _) =>
        {
            LogisticCredits model = LogisticCredits.Fit(Channel(draw.Training), draw.Training.Offsets, draw.Training.Label);
            return (model.Probabilities(Channel(draw.Test), draw.Test.Offsets), model.Credits(Channel(draw.Test), draw.Test.Offsets));
        }),
        Baseline("DML", AttributionMethod.DoubleMachineLearning, new()),
        Baseline("deepMTA, deletion", AttributionMethod.DeepMta, new()),
        Baseline("deepMTA, Shapley", AttributionMethod.DeepMta, new() { Credit = SequenceCredit.Shapley }),
        Baseline("CausalMTA", AttributionMethod.CausalMta, new()),
        Baseline("CAMTA", AttributionMethod.Camta, new()),
    ];

    private static CreditMethod Baseline(string name, AttributionMethod method, AttributionBaselineOptions options) => new(name, true, (draw, seed) =>
        AttributionBaselineModel.Fit(method, options, draw.Training, seed, SilentMonitor.Instance).Score(draw.Test));

    // Channels are clusters, from 0: a touch without one would be −1, but every simulated item has a cluster.
    private static int[] Channel(AlmMtaTrainingData data) => [.. data.Cluster!.Select(code => code - 1)];
}
