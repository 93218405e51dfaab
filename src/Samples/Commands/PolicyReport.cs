// Licensed under the MIT licence; see LICENSE in the repository root.

using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the policy sample says about a plan; the property names are those of the JSON file.</summary>
internal sealed record PolicyReport
{
    public required int Rows { get; init; }

    /// <summary>Expected value of the responses over withholding from all, in money.</summary>
    public required double Value { get; init; }

    public required double Spend { get; init; }

    public required double NetGain { get; init; }

    public required double Budget { get; init; }

    /// <summary>Least value of the last unit of spend; the plan maximises value less this times spend.</summary>
    public required double MinimumReturn { get; init; }

    public required double Objective { get; init; }

    /// <summary>The dual bound of the objective.</summary>
    public required double Bound { get; init; }

    /// <summary>(bound − objective)/bound.</summary>
    public required double Gap { get; init; }

    /// <summary>λ.</summary>
    public required double Price { get; init; }

    /// <summary>Value that another unit of budget would bring; 0 where the budget is not used up.</summary>
    public required double MarginalReturn { get; init; }

    public required double WithheldShare { get; init; }

    /// <summary>Steps taken with what the price left of the budget.</summary>
    public required int FilledRows { get; init; }

    public required IReadOnlyList<PolicyTier> Tiers { get; init; }

    public required IReadOnlyList<PolicyGroup> Groups { get; init; }

    public static PolicyReport Of(PolicyPlan plan) => new()
    {
        Rows = plan.Rows,
        Value = plan.Value,
        Spend = plan.Spend,
        NetGain = plan.NetGain,
        Budget = plan.Options.Budget,
        MinimumReturn = plan.Options.MinimumReturn ?? 0,
        Objective = plan.Objective,
        Bound = plan.ObjectiveBound,
        Gap = plan.Gap,
        Price = plan.Price,
        MarginalReturn = plan.MarginalReturn,
        WithheldShare = plan.WithheldShare,
        FilledRows = plan.FilledRows,
        Tiers = plan.Tiers,
        Groups = plan.Groups,
    };

    public IEnumerable<Table> Tables()
    {
        Table plan = Screen.Table("Plan", "what", "value", "beside it");
        plan.Row("rows", Rows.Count(), $"{(100 * WithheldShare).Digits(2)} % withheld");
        plan.Row("value over withholding", Value.Digits(4), $"net of spend {NetGain.Digits(4)}");
        plan.Row("spend", Spend.Digits(4), double.IsFinite(Budget) ? $"budget {Budget.Digits(4)}" : "no overall budget");
        plan.Row("objective", Objective.Digits(4), MinimumReturn == 0 ? "the value" : $"value less {MinimumReturn.Digits(2)} times spend");
        plan.Row("dual bound", Bound.Digits(4), $"gap {(100 * Gap).Digits(4)} %");
        plan.Row("marginal return at the budget", MarginalReturn.Digits(4), $"price of a unit of spend {Price.Digits(4)}");
        plan.Row("filled", FilledRows.Count(), "steps, with what the price left");
        yield return plan;

        Table tiers = Screen.Table("Intensities", "intensity", "rows", "value", "spend");
        foreach (PolicyTier tier in Tiers)
            tiers.Row(tier.Intensity == 0 ? "withheld" : tier.Intensity.Digits(3), tier.Rows.Count(), tier.Value.Digits(4), tier.Spend.Digits(4));
        yield return tiers;

        if (Groups.Count == 1)
            yield break;
        Table groups = Screen.Table("Groups", "group", "rows", "value", "spend", "budget", "withheld", "price");
        foreach (PolicyGroup group in Groups)
        {
            groups.Row(group.Name, group.Rows.Count(), group.Value.Digits(4), group.Spend.Digits(4), double.IsFinite(group.Budget) ? group.Budget.Digits(4) : "none",
                $"{(100 * group.WithheldShare).Digits(2)} %", group.Policy.Price.Digits(4));
        }

        yield return groups;
    }
}
