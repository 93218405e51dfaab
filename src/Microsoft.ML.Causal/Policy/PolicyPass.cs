// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Decides all rows at given prices; the sums that result fall as prices rise.</summary>
/// <remarks>
/// For a price λ a group's rows are decided one by one, and where its share is limited, those of the largest merit are issued to. Both
/// minimise the Lagrangian dual over everything but λ, which is convex in λ with slope budget − spend: so the spend never rises with λ.
/// </remarks>
internal sealed class PolicyPass
{
    private readonly PolicyRows _rows;
    private readonly double[] _blockSpend, _blockSurplus;
    private readonly double[] _merits = [], _costs = [], _scratch = [];

    public PolicyPass(PolicyRows rows)
    {
        _rows = rows;
        _blockSpend = new double[rows.Blocks.Length];
        _blockSurplus = new double[rows.Blocks.Length];
        (Spend, Surplus, IssuePrice) = (new double[rows.Groups.Length], new double[rows.Groups.Length], new double[rows.Groups.Length]);
        if (rows.Groups.Any(group => group.HasShares))
            (_merits, _costs, _scratch) = (new double[rows.Count], new double[rows.Count], new double[rows.Count]);
    }

    /// <summary>Expected cost of each group's rows, as decided in the last run.</summary>
    public double[] Spend { get; }

    /// <summary>Σ merit of each group's rows that are issued an intensity: value less price times cost.</summary>
    public double[] Surplus { get; }

    /// <summary>μ of each group: rows whose merit exceeds it are issued to.</summary>
    public double[] IssuePrice { get; }

    /// <summary>Decides the rows of the groups that <paramref name="wanted"/> marks; all where it is null.</summary>
    /// <param name="prices">λ of each group.</param>
    /// <param name="wanted">Groups to decide.</param>
    /// <param name="options">Receives the option at each position, −1 to withhold; null where only sums are asked for.</param>
    /// <exception cref="InvalidOperationException">Too few rows can be issued an intensity for a least share.</exception>
    public void Run(double[] prices, bool[]? wanted = null, short[]? options = null)
    {
        _rows.Each((b, block) =>
        {
            if (wanted?[block.Group] != false)
                (_blockSpend[b], _blockSurplus[b]) = Decide(block, prices[block.Group], options);
        });

        for (int k = 0, b = 0; k < _rows.Groups.Length; k++)
        {
            int from = b;
            while (b < _rows.Blocks.Length && _rows.Blocks[b].Group == k)
                b++;
            if (wanted?[k] == false)
                continue;
            if (_rows.Groups[k].HasShares)
                Select(k, options);
            else
                (Spend[k], Surplus[k]) = (Sum(_blockSpend.AsSpan(from..b)), Sum(_blockSurplus.AsSpan(from..b)));
        }
    }

    /// <summary>The largest value per cost of any option: at a price above it nothing is worth its cost.</summary>
    public double LargestReturn()
    {
        var largest = new double[_rows.Blocks.Length];
        _rows.Each((b, block) =>
        {
            RowDecision decision = _rows.Groups[block.Group].Decision;
            double most = 0;
            for (int position = block.Start; position < block.End; position++)
            {
                float p0 = _rows.Base(position);
                ReadOnlySpan<float> curve = _rows.Curve(position);
                for (int g = 0; g < decision.Levels; g++)
                {
                    if (decision.Admits(g, p0, curve[g]))
                        most = Math.Max(most, decision.Merit(g, p0, curve[g], price: 0) / decision.Cost(g, curve[g]));
                }
            }

            largest[b] = most;
        });
        return largest.DefaultIfEmpty(0).Max();
    }

    private (double Spend, double Surplus) Decide(PolicyBlock block, double price, short[]? options)
    {
        PolicySegment group = _rows.Groups[block.Group];
        RowDecision decision = group.Decision;
        bool shares = group.HasShares;
        double spend = 0, surplus = 0;
        ReadOnlySpan<float> bases = _rows.BaseProbability, curves = _rows.Curves;
        int width = _rows.Intensities.Count;
        for (int position = block.Start; position < block.End; position++)
        {
            int row = _rows.Row(position);
            ReadOnlySpan<float> curve = curves.Slice(row * width, width);
            int option = decision.Best(bases[row], curve, price, out double merit);
            double cost = option < 0 ? 0 : decision.Cost(option, curve[option]);
            if (shares)
            {
                (_merits[position], _costs[position]) = (merit, cost);
            }
            else if (merit > 0)
            {
                spend += cost;
                surplus += merit;
            }
            else
            {
                option = -1;
            }

            if (options is not null)
                options[position] = (short)option;
        }

        return (spend, surplus);
    }

    /// <summary>Issues to as many of the group's rows as have a merit above 0, or as its shares ask for, the largest merits first.</summary>
    private void Select(int k, short[]? options)
    {
        PolicySegment group = _rows.Groups[k];
        Span<double> merits = _merits.AsSpan(group.Start..group.End), sorted = _scratch.AsSpan(group.Start..group.End);
        int candidates = 0, gaining = 0;
        foreach (double merit in merits)
        {
            if (merit > double.NegativeInfinity)
                sorted[candidates++] = merit;
            gaining += merit > 0 ? 1 : 0;
        }

        if (group.Fewest > candidates)
        {
            throw new InvalidOperationException(
                $"Group '{group.Name}' must issue an intensity to at least {group.Fewest} of {group.Rows} rows, but only {candidates} have one that raises the response "
                + $"and reaches the threshold. Lower {nameof(PolicyLimits.MinimumShare)}, or {nameof(PolicyOptions.UpliftPerCostThreshold)}.");
        }

        int issued = Math.Clamp(gaining, group.Fewest, Math.Max(group.Fewest, group.Most));
        sorted = sorted[..candidates];
        double last = 0;
        int ties = 0;
        IssuePrice[k] = 0;
        if (issued != gaining)
        {
            last = issued > 0 ? Largest.Partition(sorted, issued) : double.PositiveInfinity;
            ties = issued;
            foreach (double merit in merits)
                ties -= merit > last ? 1 : 0;
            double next = double.NegativeInfinity;
            foreach (double merit in sorted[issued..])
                next = Math.Max(next, merit);
            IssuePrice[k] = issued < candidates ? next : Math.BitDecrement(last);
        }

        double spend = 0, surplus = 0;
        for (int i = 0; i < merits.Length; i++)
        {
            bool issue = merits[i] > last || (merits[i] == last && ties-- > 0);
            if (issue)
            {
                spend += _costs[group.Start + i];
                surplus += merits[i];
            }
            else if (options is not null)
            {
                options[group.Start + i] = -1;
            }
        }

        (Spend[k], Surplus[k]) = (spend, surplus);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
