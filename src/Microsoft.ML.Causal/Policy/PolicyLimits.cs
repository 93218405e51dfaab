// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a plan may do with the rows of a group; with all rows where there are no groups.</summary>
public sealed record PolicyLimits
{
    /// <summary>Gets the most that may be spent on the group, in money, as expected cost. Range [0, ∞]. Default ∞.</summary>
    public double Budget { get; init; } = double.PositiveInfinity;

    /// <summary>Gets the least share of the group's rows that are issued an intensity, rounded up to a row. Range [0, 1]. Default 0.</summary>
    public double MinimumShare { get; init; }

    /// <summary>Gets the largest share of the group's rows that are issued an intensity, rounded down to a row. Range [0, 1]. Default 1.</summary>
    public double MaximumShare { get; init; } = 1;

    /// <summary>Gets the highest intensity that may be issued. Range (0, ∞]. Default ∞: that of the response curve.</summary>
    public double MaximumIntensity { get; init; } = double.PositiveInfinity;
}
