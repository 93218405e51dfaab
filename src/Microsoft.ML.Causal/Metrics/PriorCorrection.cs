// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Takes a model trained on a sample with another share of positives back to the population's share.</summary>
/// <remarks>
/// <code>shift = logit(population share) − logit(sampled share),   p = σ( logit p_sample + shift )</code>
/// Exact for a model of P(y | x) when sampling depends on y alone (King and Zeng 2001). Ranks and differences of logits stay, uplifts in
/// probability do not: correct both arms' probabilities first and subtract then.
/// </remarks>
public static class PriorCorrection
{
    /// <summary>The shift of the logit, in nats of log-odds; negative where positives were over-sampled.</summary>
    /// <param name="populationShare">Share of positives in the population, in (0, 1).</param>
    /// <param name="sampledShare">Share of positives in the training sample, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not in (0, 1).</exception>
    public static double LogitShift(double populationShare, double sampledShare) =>
        Logit(populationShare, nameof(populationShare)) - Logit(sampledShare, nameof(sampledShare));

    /// <summary>The corrected probability; 0 and 1 stay.</summary>
    /// <param name="probability">p of the model trained on the sample, in [0, 1].</param>
    /// <param name="logitShift">What <see cref="LogitShift"/> gave.</param>
    public static double Apply(double probability, double logitShift) => probability is 0 or 1
        ? probability
        : 1 / (1 + Math.Exp(-(Logit(probability, nameof(probability)) + logitShift)));

    private static double Logit(double share, string name) => share > 0 && share < 1
        ? Math.Log(share / (1 - share))
        : throw new ArgumentOutOfRangeException(name, share, "A share of positives must lie strictly between 0 and 1.");
}
