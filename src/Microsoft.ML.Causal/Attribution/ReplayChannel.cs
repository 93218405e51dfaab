// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a replay knows of a channel.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Spend">Σ cost of its touches.</param>
/// <param name="Return">Σ credit of its touches.</param>
/// <param name="BudgetShare">Its share of every budget: its return per spend over that of all channels; 0 where the return is below 0.</param>
public sealed record ReplayChannel(string Name, double Spend, double Return, double BudgetShare)
{
    /// <summary>Gets return per spend; NaN where nothing was spent.</summary>
    public double ReturnOnInvestment => Spend > 0 ? Return / Spend : double.NaN;
}
