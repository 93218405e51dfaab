// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Finds the lowest prices at which the budgets are kept: first those of groups, then that of all rows.</summary>
/// <remarks>
/// At an overall price λ a group pays max(λ, its own), since the multiplier of its own budget is needed only where λ does not keep it
/// already.
/// </remarks>
internal static class PolicySearch
{
    /// <summary>The overall price, and what each group pays.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="pass">Decides them.</param>
    /// <param name="options">Budget and least return.</param>
    /// <exception cref="InvalidOperationException">A budget is too small for the least shares.</exception>
    public static (double Overall, double[] Prices) Find(PolicyRows rows, PolicyPass pass, PolicyOptions options)
    {
        double floor = options.MinimumReturn!.Value;
        var prices = new double[rows.Groups.Length];
        Array.Fill(prices, floor);
        pass.Run(prices);
        bool[] open = [.. rows.Groups.Select((group, k) => pass.Spend[k] > group.Limits.Budget)];
        if (!open.Contains(true) && pass.Spend.Sum() <= options.Budget)
            return (floor, prices);

        // Past the largest return nothing pays; where rows must be issued to, the cheapest are found at a price that dwarfs their value.
        double most = Math.Max(floor, pass.LargestReturn());
        double ceiling = rows.Groups.Any(group => group.Fewest > 0) ? 1e9 * Math.Max(most, 1) : most * (1 + 1e-9);
        KeepGroupBudgets(rows, pass, prices, open, ceiling);
        if (pass.Spend.Sum() <= options.Budget)
            return (floor, prices);

        double[] own = [.. prices];
        var bracket = new PriceBracket(floor, pass.Spend.Sum(), ceiling, options.Budget);
        RunAt(ceiling);
        RequireKept(pass.Spend.Sum(), options.Budget, nameof(PolicyOptions.Budget));
        bracket.Add(ceiling, pass.Spend.Sum());
        while (bracket.IsOpen)
        {
            double price = bracket.Next();
            RunAt(price);
            bracket.Add(price, pass.Spend.Sum());
        }

        RunAt(bracket.Price);
        return (bracket.Price, prices);

        void RunAt(double overall)
        {
            for (int k = 0; k < prices.Length; k++)
                prices[k] = Math.Max(own[k], overall);
            pass.Run(prices);
        }
    }

    private static void KeepGroupBudgets(PolicyRows rows, PolicyPass pass, double[] prices, bool[] open, double ceiling)
    {
        if (!open.Contains(true))
            return;
        PriceBracket[] brackets = [.. rows.Groups.Select((group, k) => new PriceBracket(prices[k], pass.Spend[k], ceiling, group.Limits.Budget))];
        for (int k = 0; k < prices.Length; k++)
            prices[k] = open[k] ? ceiling : prices[k];
        pass.Run(prices, open);
        for (int k = 0; k < prices.Length; k++)
        {
            if (open[k])
                RequireKept(pass.Spend[k], rows.Groups[k].Limits.Budget, $"{nameof(PolicyLimits)}.{nameof(PolicyLimits.Budget)} of group '{rows.Groups[k].Name}'");
        }

        while (open.Contains(true))
        {
            for (int k = 0; k < prices.Length; k++)
            {
                if (!open[k])
                    continue;
                brackets[k].Add(prices[k], pass.Spend[k]);
                open[k] = brackets[k].IsOpen;
                prices[k] = open[k] ? brackets[k].Next() : brackets[k].Price;
            }

            pass.Run(prices, open);
        }

        pass.Run(prices);
    }

    private static void RequireKept(double least, double budget, string name)
    {
        if (least > budget)
        {
            throw new InvalidOperationException(
                $"{name} is {budget}, but the least shares of rows that are issued an intensity cost {least} at least. Raise the budget, or lower {nameof(PolicyLimits.MinimumShare)}.");
        }
    }
}
