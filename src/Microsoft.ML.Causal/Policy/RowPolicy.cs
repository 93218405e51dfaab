// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Chooses an intensity for a row from its response curve alone: what a service needs, whatever it was planned from.</summary>
/// <remarks>
/// <code>
/// cost(q)  = c q p(q) (per redemption) or c q (per issue)
/// merit(q) = v (p(q) − p₀) − λ cost(q)                        (expected gain; the best merit must exceed μ)
///          = (p(q) − p₀) / cost(q)                            (uplift per cost, section 4.5 of the UniMVT paper)
/// </code>
/// An intensity is issued only if it raises the response and its uplift per cost reaches the threshold. With λ = 1 and μ = 0 the expected
/// gain is the net gain; a plan under a budget (<see cref="PolicyPlan"/>) finds the λ and μ at which rows decided one by one keep to it.
/// </remarks>
public sealed record RowPolicy
{
    /// <summary>Gets what the merit of an intensity is. Default ExpectedGain.</summary>
    public PolicyRule Rule { get; init; } = PolicyRule.ExpectedGain;

    /// <summary>Gets v, the value of a response, in money. Range [0, ∞). Default 1.</summary>
    public double ResponseValue { get; init; } = 1;

    /// <summary>Gets c, the cost of a unit of intensity, in the same money. Range [0, ∞). Default 0.</summary>
    public double UnitCost { get; init; }

    /// <summary>Gets when that cost falls due. Default PerRedemption.</summary>
    public CostBasis CostBasis { get; init; } = CostBasis.PerRedemption;

    /// <summary>Gets the least uplift per cost at which an intensity is issued. Range [0, ∞). Default 0.</summary>
    public double UpliftPerCostThreshold { get; init; }

    /// <summary>Gets λ, the value that a unit of spend must bring. Range [0, ∞). Default 1, with which the merit is the net gain.</summary>
    public double Price { get; init; } = 1;

    /// <summary>Gets μ, what issuing anything must bring beyond that, in money; below 0 where a least share of rows must be reached. Default 0.</summary>
    public double IssuePrice { get; init; }

    /// <summary>Gets the highest intensity that may be issued; null (default) means that of the curve.</summary>
    public double? MaximumIntensity { get; init; }

    /// <summary>Chooses an intensity.</summary>
    /// <param name="intensities">q, rising, [g].</param>
    /// <param name="baseProbability">p₀.</param>
    /// <param name="curve">p(q) over <paramref name="intensities"/>, [g].</param>
    /// <returns>The intensity and its expected net gain v (p(q) − p₀) − cost(q); 0 and 0 to withhold.</returns>
    /// <exception cref="ArgumentException">The curve has another length than the intensities.</exception>
    public (float Intensity, float Gain) Recommend(IReadOnlyList<float> intensities, float baseProbability, ReadOnlySpan<float> curve)
    {
        ArgumentNullException.ThrowIfNull(intensities);
        MetricInput.SameLength(curve.Length, intensities.Count, nameof(curve));
        return new RowDecision(this, intensities).Recommend(baseProbability, curve);
    }
}
