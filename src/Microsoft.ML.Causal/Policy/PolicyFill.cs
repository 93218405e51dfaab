// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Spends what the prices leave of the budgets: the step with the largest return that still fits, again and again.</summary>
/// <remarks>
/// A step takes a row from its option to a dearer one of larger objective. At the prices' own kink all steps of equal return lie on one
/// side or the other; where many rows are alike, most of the budget is spent here. Steps of equal return go by row.
/// </remarks>
internal sealed class PolicyFill
{
    private readonly PolicyRows _rows;
    private readonly double _floor;
    private readonly short[] _options;
    private readonly double[] _groupRoom;
    private readonly int[] _groupIssued;
    private double _room;

    /// <param name="rows">The rows.</param>
    /// <param name="policy">Budget and least return.</param>
    /// <param name="spend">Spend of each group so far.</param>
    /// <param name="options">The option at each position; steps are taken in it.</param>
    public PolicyFill(PolicyRows rows, PolicyOptions policy, double[] spend, short[] options)
    {
        (_rows, _floor, _options) = (rows, policy.MinimumReturn!.Value, options);
        _room = policy.Budget - spend.Sum();
        _groupRoom = [.. rows.Groups.Select((group, k) => group.Limits.Budget - spend[k])];
        _groupIssued = [.. rows.Groups.Select(group => options.AsSpan(group.Start..group.End).ToArray().Count(option => option >= 0))];
    }

    /// <summary>Takes steps until none fits.</summary>
    /// <returns>Number of steps.</returns>
    public int Run()
    {
        var found = new List<(Step Step, (double, int) Rank)>[_rows.Blocks.Length];
        var smallest = new double[_rows.Blocks.Length];
        _rows.Each((b, block) =>
        {
            found[b] = [];
            smallest[b] = double.PositiveInfinity;
            for (int position = block.Start; position < block.End; position++)
            {
                if (Next(block.Group, position, ref smallest[b]) is { } step)
                    found[b].Add((step, Rank(step)));
            }
        });

        var queue = new PriorityQueue<Step, (double, int)>(found.SelectMany(steps => steps));
        double least = smallest.DefaultIfEmpty(double.PositiveInfinity).Min();
        int taken = 0;
        while (_room >= least && queue.TryDequeue(out Step step, out _))
        {
            if (Fits(step.Group, step.Cost) && !(_options[step.Position] < 0 && IsFull(step.Group)))
            {
                _groupIssued[step.Group] += _options[step.Position] < 0 ? 1 : 0;
                _options[step.Position] = step.Option;
                _room -= step.Cost;
                _groupRoom[step.Group] -= step.Cost;
                taken++;
            }

            // What else the row can do with the room that is left.
            if (Next(step.Group, step.Position, ref least) is { } next)
                queue.Enqueue(next, Rank(next));
        }

        return taken;
    }

    private (double, int) Rank(Step step) => (-step.Return, _rows.Row(step.Position));

    private bool Fits(int group, double cost) => cost <= _room && cost <= _groupRoom[group];

    private bool IsFull(int group) => _groupIssued[group] >= _rows.Groups[group].Most;

    /// <summary>The step of the largest return that fits; <paramref name="smallest"/> falls to the least cost of any step, fitting or not.</summary>
    private Step? Next(int group, int position, ref double smallest)
    {
        int current = _options[position];
        if (current < 0 && IsFull(group))
            return null;
        RowDecision decision = _rows.Groups[group].Decision;
        float p0 = _rows.Base(position);
        ReadOnlySpan<float> curve = _rows.Curve(position);
        double merit = current < 0 ? 0 : decision.Merit(current, p0, curve[current], _floor), cost = current < 0 ? 0 : decision.Cost(current, curve[current]);
        Step? best = null;
        for (int g = 0; g < decision.Levels; g++)
        {
            double more = decision.Cost(g, curve[g]) - cost, gain = decision.Merit(g, p0, curve[g], _floor) - merit;
            if (!(more > 0 && gain > 0) || !decision.Admits(g, p0, curve[g]))
                continue;
            smallest = Math.Min(smallest, more);
            if (Fits(group, more) && gain / more > (best?.Return ?? 0))
                best = new(group, position, (short)g, more, gain / more);
        }

        return best;
    }

    /// <summary>A row taken to a dearer option.</summary>
    private readonly record struct Step(int Group, int Position, short Option, double Cost, double Return);
}
