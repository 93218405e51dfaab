// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record PolicyOptions
{
    /// <summary>Checks every option.</summary>
    /// <returns>The same options, with <see cref="MinimumReturn"/> decided.</returns>
    /// <exception cref="ArgumentException">An option lies outside its range, or a column has no name.</exception>
    internal PolicyOptions Validated()
    {
        RequireName(BaseProbabilityColumnName, nameof(BaseProbabilityColumnName));
        RequireName(ResponseCurveColumnName, nameof(ResponseCurveColumnName));
        if (GroupColumnName is { } group)
            RequireName(group, nameof(GroupColumnName));
        ArgumentNullException.ThrowIfNull(Limits);
        ArgumentNullException.ThrowIfNull(GroupLimits);

        AtLeastZero(ResponseValue, nameof(ResponseValue));
        Require(UnitCost > 0 && double.IsFinite(UnitCost), nameof(UnitCost), UnitCost, "finite and greater than 0");
        Require(Enum.IsDefined(CostBasis), nameof(CostBasis), CostBasis, $"one of {string.Join(", ", Enum.GetNames<CostBasis>())}");
        AtLeastZero(UpliftPerCostThreshold, nameof(UpliftPerCostThreshold));
        Require(Budget >= 0, nameof(Budget), Budget, "at least 0");
        if (MinimumReturn is double least)
            AtLeastZero(least, nameof(MinimumReturn));
        if (Threads is int threads)
            Require(threads >= 1, nameof(Threads), threads, "at least 1");
        RequireLimits(Limits, nameof(Limits));
        foreach ((string name, PolicyLimits limits) in GroupLimits)
            RequireLimits(limits, $"{nameof(GroupLimits)}['{name}']");
        return this with { MinimumReturn = MinimumReturn ?? (double.IsFinite(Budget) ? 0 : 1) };
    }

    private static void RequireLimits(PolicyLimits limits, string option)
    {
        Require(limits.Budget >= 0, $"{option}.{nameof(limits.Budget)}", limits.Budget, "at least 0");
        Require(limits.MinimumShare is >= 0 and <= 1, $"{option}.{nameof(limits.MinimumShare)}", limits.MinimumShare, "in [0, 1]");
        Require(
            limits.MaximumShare <= 1 && limits.MaximumShare >= limits.MinimumShare, $"{option}.{nameof(limits.MaximumShare)}", limits.MaximumShare,
            $"at most 1 and at least {nameof(limits.MinimumShare)}, {limits.MinimumShare}");
        Require(limits.MaximumIntensity > 0, $"{option}.{nameof(limits.MaximumIntensity)}", limits.MaximumIntensity, "greater than 0");
    }

    private static void RequireName(string name, string option)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentException($"{nameof(PolicyOptions)}.{option} must name a column, but is empty.", option);
    }

    private static void AtLeastZero(double value, string option) => Require(value >= 0 && double.IsFinite(value), option, value, "finite and at least 0");

    // Written as "is it good", so NaN, which fails every comparison, is rejected as well.
    private static void Require(bool good, string option, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(PolicyOptions)}.{option} must be {expected}.");
    }
}
