// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings of a plan over many rows: money, limits, columns.</summary>
public sealed partial record PolicyOptions
{
    /// <summary>Gets the name of the column of p₀. Default that of UniMVT, <c>BaseProbability</c>.</summary>
    public string BaseProbabilityColumnName { get; init; } = nameof(UniMvtScoringOutput.BaseProbability);

    /// <summary>Gets the name of the column of p(q) over the intensities. Default that of UniMVT, <c>ResponseCurve</c>.</summary>
    public string ResponseCurveColumnName { get; init; } = nameof(UniMvtScoringOutput.ResponseCurve);

    /// <summary>Gets the name of the column, of texts, whose values are the groups; null (default) makes all rows one group.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>Gets v, the value of a response, in money. Range [0, ∞). Default 1.</summary>
    public double ResponseValue { get; init; } = 1;

    /// <summary>Gets c, the cost of a unit of intensity, in the same money. Range (0, ∞). Default 1.</summary>
    public double UnitCost { get; init; } = 1;

    /// <summary>Gets when that cost falls due. Default PerRedemption.</summary>
    public CostBasis CostBasis { get; init; } = CostBasis.PerRedemption;

    /// <summary>Gets the least uplift per cost, (p(q) − p₀)/cost(q), at which an intensity is issued. Range [0, ∞). Default 0.</summary>
    public double UpliftPerCostThreshold { get; init; }

    /// <summary>Gets B, the most that may be spent on all rows together, in money, as expected cost. Range [0, ∞]. Default ∞.</summary>
    public double Budget { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Gets r, the least value that the last unit of spend must bring. Range [0, ∞). With 1 nothing is spent that does not come back: the
    /// plan maximises the net gain. With 0 the budget is there to be spent: the plan maximises the value. Null (default) means 0 where
    /// <see cref="Budget"/> is finite, otherwise 1.
    /// </summary>
    public double? MinimumReturn { get; init; }

    /// <summary>Gets the limits of every group that has none of its own in <see cref="GroupLimits"/>. Default none.</summary>
    public PolicyLimits Limits { get; init; } = new();

    /// <summary>Gets the limits of single groups, by name. Default none.</summary>
    public IReadOnlyDictionary<string, PolicyLimits> GroupLimits { get; init; } = new Dictionary<string, PolicyLimits>();

    /// <summary>Gets the number of threads; the plan does not depend on it. At least 1; null (default) means one per processor.</summary>
    public int? Threads { get; init; }
}
