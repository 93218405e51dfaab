// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record UniMvtOptions
{
    /// <summary>Gets the intensities of the response curve, rising; null (default) means <see cref="GridPoints"/> of equal distance.</summary>
    public IReadOnlyList<float>? Grid { get; init; }

    /// <summary>Gets q_min, the smallest intensity of an equidistant grid; null (default) means the smallest observed one.</summary>
    public double? GridMinimum { get; init; }

    /// <summary>Gets q_max, the largest intensity of an equidistant grid; null (default) means the largest observed one.</summary>
    public double? GridMaximum { get; init; }

    /// <summary>Gets the number of points of an equidistant grid. Range 1 to 1024. Default 16.</summary>
    public int GridPoints { get; init; } = 16;

    /// <summary>Gets how <c>RecommendedIntensity</c> is chosen. Default ExpectedGain.</summary>
    public PolicyRule PolicyRule { get; init; } = PolicyRule.ExpectedGain;

    /// <summary>Gets v, the value of a response, in money. Range [0, ∞). Default 1.</summary>
    public double ResponseValue { get; init; } = 1;

    /// <summary>Gets c, the cost of a unit of intensity, in the same money. Range [0, ∞). Default 0, with which the most effective intensity is recommended.</summary>
    public double UnitCost { get; init; }

    /// <summary>Gets when that cost falls due. Default PerRedemption.</summary>
    public CostBasis CostBasis { get; init; } = CostBasis.PerRedemption;

    /// <summary>Gets the least uplift per cost, (p(q) − p0)/cost(q), at which an intensity is issued. Range [0, ∞). Default 0.</summary>
    public double UpliftPerCostThreshold { get; init; }
}
