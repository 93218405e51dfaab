// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Which intensity each of many rows is issued under budgets: a multiple-choice knapsack, solved by prices and filled greedily.</summary>
/// <remarks>
/// <code>
/// maximise  Σᵢ v (pᵢ(qᵢ) − p₀ᵢ) − r cost(qᵢ)      subject to  Σᵢ cost(qᵢ) ≤ B, group budgets, shares, caps;  qᵢ = 0 withholds
/// bound     min over λ ≥ r of  Σᵢ max(0, max_q v (pᵢ(q) − p₀ᵢ) − λ cost(q)) + (λ − r) B     (Lagrangian dual, with groups likewise)
/// </code>
/// v the value of a response, r the least return. Rows are decided one by one at the smallest λ that keeps the budget; what is left of it
/// goes to single rows, largest return first. The gap to the bound is at most about one step of one row per budget, whatever the number of
/// rows; on a handful of rows it can be a large share. All of it is as good as the response curves: planned value is a prediction.
/// </remarks>
public sealed class PolicyPlan
{
    internal PolicyPlan(PolicyOptions options, PolicyRows rows, double price, double bound, int filled, PolicyTier[] tiers, PolicyGroup[] groups, float[] intensities)
    {
        (Options, Intensities, Price, ObjectiveBound, FilledRows) = (options, [.. rows.Intensities], price, bound, filled);
        (Tiers, Groups, RowIntensities) = (tiers, groups, intensities);
        Rows = rows.Count;
        Value = groups.Sum(group => group.Value);
        Spend = groups.Sum(group => group.Spend);
    }

    /// <summary>Gets what was planned with; <see cref="PolicyOptions.MinimumReturn"/> is decided.</summary>
    public PolicyOptions Options { get; }

    /// <summary>Gets the intensities that were to choose from, rising.</summary>
    public IReadOnlyList<float> Intensities { get; }

    /// <summary>Gets the number of rows, n.</summary>
    public int Rows { get; }

    /// <summary>Gets the intensity of each row, [n]; 0 withholds.</summary>
    public ReadOnlyMemory<float> RowIntensities { get; }

    /// <summary>Gets the expected value of the responses over withholding from all, in money.</summary>
    public double Value { get; }

    /// <summary>Gets the expected cost, in money.</summary>
    public double Spend { get; }

    /// <summary>Gets value less spend, in money.</summary>
    public double NetGain => Value - Spend;

    /// <summary>Gets what the plan maximises: value less <see cref="PolicyOptions.MinimumReturn"/> times spend, in money.</summary>
    public double Objective => Value - Options.MinimumReturn!.Value * Spend;

    /// <summary>Gets the dual bound: no plan that keeps the budgets has a larger objective.</summary>
    public double ObjectiveBound { get; }

    /// <summary>Gets how far the objective may be from the best, as a share of the bound: (bound − objective)/bound; 0 where the bound is 0.</summary>
    public double Gap => ObjectiveBound == 0 ? 0 : (ObjectiveBound - Objective) / Math.Abs(ObjectiveBound);

    /// <summary>Gets λ, the value that a unit of spend brings at the margin of the overall budget; the least return where that is not used up.</summary>
    public double Price { get; }

    /// <summary>Gets whether the overall budget holds spend back.</summary>
    public bool BudgetBinds => Price > Options.MinimumReturn!.Value;

    /// <summary>Gets the value that another unit of budget would bring: λ, or 0 where the budget is not used up.</summary>
    public double MarginalReturn => BudgetBinds ? Price : 0;

    /// <summary>Gets the share of rows that are issued nothing. Range [0, 1].</summary>
    public double WithheldShare => Rows == 0 ? 0 : (double)Tiers[0].Rows / Rows;

    /// <summary>Gets the number of steps that were taken with what the prices had left of the budgets.</summary>
    public int FilledRows { get; }

    /// <summary>Gets what is done with each intensity, from 0 up.</summary>
    public IReadOnlyList<PolicyTier> Tiers { get; }

    /// <summary>Gets what is done with each group, in the order of their names' first rows.</summary>
    public IReadOnlyList<PolicyGroup> Groups { get; }

    /// <summary>The planned prices of a group: what a service needs to decide rows one by one as the plan does.</summary>
    /// <remarks>
    /// Rows that only the fill reached, and rows of exactly equal merit at a limit of shares, may be decided otherwise than in the plan.
    /// </remarks>
    /// <param name="group">Name of the group; null where there is one.</param>
    /// <exception cref="ArgumentException">There is no such group, or there are several and none is named.</exception>
    public RowPolicy PolicyOf(string? group = null)
    {
        if (group is null)
        {
            return Groups.Count == 1 ? Groups[0].Policy : throw new ArgumentException(
                $"The plan has {Groups.Count} groups, each with a price of its own. Name one of them.", nameof(group));
        }

        return Groups.FirstOrDefault(part => part.Name == group)?.Policy
            ?? throw new ArgumentException($"The plan has no group '{group}'. It has {string.Join(", ", Groups.Select(part => $"'{part.Name}'"))}.", nameof(group));
    }

    /// <summary>Plans rows.</summary>
    /// <param name="intensities">q to choose from, greater than 0 and rising, [g], at most 1,024.</param>
    /// <param name="baseProbability">p₀, [n].</param>
    /// <param name="responseCurves">p(q), row-major, [n,g].</param>
    /// <param name="options">Money and limits; null means the defaults. Column names are not used.</param>
    /// <param name="groups">Number of each row's group in <paramref name="groupNames"/>, [n]; empty where all rows are one group.</param>
    /// <param name="groupNames">Names of the groups; null where there is one.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a value is no probability, or an option lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">Least shares and budgets contradict each other.</exception>
    public static PolicyPlan Compute(
        IReadOnlyList<float> intensities, ReadOnlyMemory<float> baseProbability, ReadOnlyMemory<float> responseCurves, PolicyOptions? options = null,
        ReadOnlySpan<int> groups = default, IReadOnlyList<string>? groupNames = null)
    {
        options = (options ?? new()).Validated();
        PolicyInput.Check(intensities, baseProbability.Span, responseCurves.Span, groups, groupNames);
        IReadOnlyList<string> names = groups.IsEmpty ? [""] : groupNames!;
        PolicyInput.RequireGroups(options.GroupLimits.Keys, names);
        return PolicyPlanner.Plan(options, new(options, intensities, baseProbability, responseCurves, groups, names));
    }
}
