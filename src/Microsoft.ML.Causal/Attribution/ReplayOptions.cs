// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings of a budget replay: columns, budgets, intervals.</summary>
public sealed record ReplayOptions
{
    /// <summary>Gets the name of the user column, of keys or texts. Default <c>User</c>.</summary>
    public string UserColumnName { get; init; } = "User";

    /// <summary>Gets the name of the channel column, of keys or texts. Default <c>Channel</c>.</summary>
    public string ChannelColumnName { get; init; } = "Channel";

    /// <summary>Gets the name of the column of what a touch cost: <see cref="float"/>, at least 0. Default <c>Cost</c>.</summary>
    public string CostColumnName { get; init; } = "Cost";

    /// <summary>Gets the name of the column of the credit of a touch: <see cref="float"/>, 0 on touches of journeys that did not convert. Default <c>Credit</c>.</summary>
    public string CreditColumnName { get; init; } = "Credit";

    /// <summary>Gets the name of the column that says at which touch a conversion counts: <see cref="bool"/>. Default <c>Conversion</c>.</summary>
    public string ConversionColumnName { get; init; } = "Conversion";

    /// <summary>Gets the budgets, as shares of the log's spend. Each greater than 0. Default 1/2, 1/4, 1/8, 1/16.</summary>
    public IReadOnlyList<double> BudgetShares { get; init; } = [1 / 2.0, 1 / 4.0, 1 / 8.0, 1 / 16.0];

    /// <summary>Gets whether a touch needs a budget above its cost; otherwise (default) its cost is enough.</summary>
    public bool Strict { get; init; }

    /// <summary>Gets the number of bootstrap draws over users behind the intervals. Range 0 (no intervals) to 10,000. Default 0.</summary>
    public int BootstrapDraws { get; init; }

    /// <summary>Gets the level of the intervals. Range (0, 1). Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Gets the seed of the bootstrap. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">An option lies outside its range, or a column has no name.</exception>
    internal ReplayOptions Validated()
    {
        foreach ((string name, string option) in new[]
        {
            (UserColumnName, nameof(UserColumnName)), (ChannelColumnName, nameof(ChannelColumnName)), (CostColumnName, nameof(CostColumnName)),
            (CreditColumnName, nameof(CreditColumnName)), (ConversionColumnName, nameof(ConversionColumnName)),
        })
        {
            if (string.IsNullOrWhiteSpace(name))
                throw new ArgumentException($"{nameof(ReplayOptions)}.{option} must name a column, but is empty.", option);
        }

        ArgumentNullException.ThrowIfNull(BudgetShares);
        Require(BudgetShares.Count > 0, nameof(BudgetShares), BudgetShares.Count, "at least one share");
        foreach (double share in BudgetShares)
            Require(share > 0 && double.IsFinite(share), nameof(BudgetShares), share, "finite and greater than 0");
        Require(BootstrapDraws is >= 0 and <= 10_000, nameof(BootstrapDraws), BootstrapDraws, "between 0 and 10000");
        Require(Level is > 0 and < 1, nameof(Level), Level, "in (0, 1)");
        return this;
    }

    // Written as "is it good", so NaN, which fails every comparison, is rejected as well.
    private static void Require(bool good, string option, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"{nameof(ReplayOptions)}.{option} must be {expected}.");
    }
}
