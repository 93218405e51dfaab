// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>One point of the two uplift curves.</summary>
/// <param name="Share">φ: share of the weight that is ranked at or above this point, in (0, 1].</param>
/// <param name="Gain">(Y₁/n₁ − Y₀/n₀)(n₁ + n₀): extra outcomes if the top φ were all treated, none against all.</param>
/// <param name="Qini">Y₁ − Y₀ n₁/n₀: extra outcomes among the treated rows of the top φ.</param>
public readonly record struct UpliftCurvePoint(double Share, double Gain, double Qini);

/// <summary>The area under an uplift curve over φ ∈ [0, 1], beside those of a random and of a perfect ranking; in outcomes.</summary>
/// <param name="Area">Area under the model's curve, raw and signed: outcomes over N rows, averaged over all cut-offs.</param>
/// <param name="Random">Expected area of a random ranking: half of the curve's end.</param>
/// <param name="Perfect">Area of the best ranking that outcomes allow; NaN where the outcome is not 0 or 1.</param>
/// <param name="Rows">N: number of rows, or the sum of the weights.</param>
/// <param name="Reason">Why <see cref="Normalised"/> is NaN, or null.</param>
public sealed record UpliftArea(double Area, double Random, double Perfect, double Rows, string? Reason)
{
    /// <summary>Area − Random, raw and signed: 0 for a random ranking, higher is better. Of the Qini curve: the Qini coefficient.</summary>
    public double AboveRandom => Area - Random;

    /// <summary><see cref="Area"/> ÷ N.</summary>
    public double AreaPerRow => Area / Rows;

    /// <summary><see cref="AboveRandom"/> ÷ N: comparable between data sets of different size.</summary>
    public double AboveRandomPerRow => AboveRandom / Rows;

    /// <summary>(Area − Random)/(Perfect − Random): 0 random, 1 perfect, below 0 wrong; NaN where <see cref="Reason"/> says why.</summary>
    public double Normalised => Reason is null ? AboveRandom / (Perfect - Random) : double.NaN;
}

/// <summary>Result of <see cref="UpliftCurve"/>.</summary>
public sealed record UpliftCurveMetrics
{
    /// <summary>AUUC: area under the gain curve.</summary>
    public required UpliftArea Auuc { get; init; }

    /// <summary>Qini: area under the Qini curve; its coefficient is <see cref="UpliftArea.AboveRandom"/>.</summary>
    public required UpliftArea Qini { get; init; }

    /// <summary>Difference in mean outcome between the arms, over all rows; NaN when an arm is empty.</summary>
    public required double AverageEffect { get; init; }

    /// <summary>Weight of the treated rows.</summary>
    public required double Treated { get; init; }

    /// <summary>Weight of the control rows.</summary>
    public required double Control { get; init; }

    /// <summary>Both curves, one point for each distinct score, by falling score; the start (0, 0) is left out.</summary>
    public required IReadOnlyList<UpliftCurvePoint> Curve { get; init; }

    /// <summary>Bootstrap interval of the AUUC's <see cref="UpliftArea.AboveRandom"/>; null unless asked for.</summary>
    public Interval? AuucInterval { get; init; }

    /// <summary>Bootstrap interval of the Qini's <see cref="UpliftArea.AboveRandom"/>; null unless asked for.</summary>
    public Interval? QiniInterval { get; init; }

    /// <summary>Spread of the Qini's <see cref="UpliftArea.AboveRandom"/> under random rankings; null unless asked for.</summary>
    public PermutationSpread? QiniPermutation { get; init; }

    /// <summary>Why the areas are NaN, or null.</summary>
    public string? Reason { get; init; }
}
