// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Makes a plan: prices, choice, fill, sums.</summary>
internal static class PolicyPlanner
{
    /// <summary>The plan of <paramref name="rows"/>.</summary>
    public static PolicyPlan Plan(PolicyOptions options, PolicyRows rows)
    {
        var pass = new PolicyPass(rows);
        (double price, double[] prices) = PolicySearch.Find(rows, pass, options);
        var chosen = new short[rows.Count];
        pass.Run(prices, options: chosen);
        double bound = Bound(options, rows, pass, price, prices);
        int filled = new PolicyFill(rows, options, pass.Spend, chosen).Run();

        (PolicyTier[] tiers, PolicyGroup[] groups) = Sum(rows, chosen, prices, pass.IssuePrice);
        var intensities = new float[rows.Count];
        rows.Each((_, block) =>
        {
            RowDecision decision = rows.Groups[block.Group].Decision;
            for (int position = block.Start; position < block.End; position++)
                intensities[rows.Row(position)] = decision.Intensity(chosen[position]);
        });
        return new(options, rows, price, bound, filled, tiers, groups, intensities);
    }

    /// <summary>The dual's value: what the rows keep at their prices, and what the budgets are worth at them.</summary>
    private static double Bound(PolicyOptions options, PolicyRows rows, PolicyPass pass, double price, double[] prices)
    {
        double bound = pass.Surplus.Sum() + Worth(price - options.MinimumReturn!.Value, options.Budget);
        for (int k = 0; k < prices.Length; k++)
            bound += Worth(prices[k] - price, rows.Groups[k].Limits.Budget);
        return bound;
    }

    // A budget without limit has the price 0, and is worth nothing.
    private static double Worth(double price, double budget) => price > 0 ? price * budget : 0;

    private static (PolicyTier[] Tiers, PolicyGroup[] Groups) Sum(PolicyRows rows, short[] chosen, double[] prices, double[] issuePrices)
    {
        int options = rows.Intensities.Count + 1;
        var sums = new (int Rows, double Value, double Spend)[rows.Blocks.Length][];
        rows.Each((b, block) =>
        {
            RowDecision decision = rows.Groups[block.Group].Decision;
            sums[b] = new (int, double, double)[options];
            for (int position = block.Start; position < block.End; position++)
            {
                int option = chosen[position];
                ref (int Rows, double Value, double Spend) sum = ref sums[b][option + 1];
                sum.Rows++;
                if (option >= 0)
                {
                    float p = rows.Curve(position)[option];
                    sum.Value += decision.Merit(option, rows.Base(position), p, price: 0);
                    sum.Spend += decision.Cost(option, p);
                }
            }
        });

        PolicyTier[] tiers = [.. Enumerable.Range(0, options).Select(o => new PolicyTier(
            o == 0 ? 0 : rows.Intensities[o - 1], sums.Sum(block => block[o].Rows), sums.Sum(block => block[o].Value), sums.Sum(block => block[o].Spend)))];
        PolicyGroup[] groups = new PolicyGroup[rows.Groups.Length];
        ILookup<int, (int Rows, double Value, double Spend)[]> byGroup = sums.Index().ToLookup(pair => rows.Blocks[pair.Index].Group, pair => pair.Item);
        for (int k = 0; k < groups.Length; k++)
        {
            PolicySegment group = rows.Groups[k];
            RowPolicy policy = group.Decision.Policy with { Price = prices[k], IssuePrice = issuePrices[k] };
            groups[k] = new(
                group.Name, group.Rows, group.Limits.Budget, byGroup[k].Sum(block => block.Sum(sum => sum.Value)), byGroup[k].Sum(block => block.Sum(sum => sum.Spend)),
                group.Rows == 0 ? 0 : (double)byGroup[k].Sum(block => block[0].Rows) / group.Rows, policy);
        }

        return (tiers, groups);
    }
}
