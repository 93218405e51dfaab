// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A <see cref="RowPolicy"/> over a fixed grid: the one decision behind scoring and planning. Immutable; allocates nothing per row.</summary>
internal sealed class RowDecision
{
    private readonly float[] _grid;
    private readonly double[] _costs;
    private readonly double _value, _threshold;
    private readonly bool _perRedemption;
    private readonly int _levels;

    public RowDecision(RowPolicy policy, IReadOnlyList<float> grid)
    {
        Policy = policy;
        _grid = [.. grid];
        _costs = [.. grid.Select(q => policy.UnitCost * q)];
        _value = policy.ResponseValue;
        _threshold = policy.UpliftPerCostThreshold;
        _perRedemption = policy.CostBasis == CostBasis.PerRedemption;
        _levels = policy.MaximumIntensity is double most ? _grid.Count(q => q <= most) : _grid.Length;
    }

    /// <summary>What is decided by.</summary>
    public RowPolicy Policy { get; }

    /// <summary>Number of intensities that may be issued: the lowest ones.</summary>
    public int Levels => _levels;

    /// <summary>The intensity of an option; 0 for −1, which withholds.</summary>
    public float Intensity(int option) => option < 0 ? 0 : _grid[option];

    /// <summary>cost(q) at probability <paramref name="p"/>.</summary>
    public double Cost(int option, float p) => _perRedemption ? _costs[option] * p : _costs[option];

    /// <summary>Value less <paramref name="price"/> times cost.</summary>
    public double Merit(int option, float p0, float p, double price) => _value * ((double)p - p0) - price * Cost(option, p);

    /// <summary>Whether the option may be issued to a row: it raises the response, enough for its cost.</summary>
    public bool Admits(int option, float p0, float p)
    {
        double uplift = (double)p - p0;
        return uplift > 0 && uplift >= _threshold * Cost(option, p);
    }

    /// <summary>The option of the largest merit at a price, the lowest of equals; −1 where none may be issued.</summary>
    /// <param name="p0">Base probability.</param>
    /// <param name="curve">Response curve over the grid.</param>
    /// <param name="price">λ.</param>
    /// <param name="merit">Its merit; −∞ for none.</param>
    public int Best(float p0, ReadOnlySpan<float> curve, double price, out double merit)
    {
        int best = -1;
        merit = double.NegativeInfinity;
        ReadOnlySpan<double> costs = _costs.AsSpan(0, _levels);
        (double value, double threshold, bool perRedemption) = (_value, _threshold, _perRedemption);
        curve = curve[..costs.Length];
        for (int g = 0; g < costs.Length; g++)
        {
            double uplift = (double)curve[g] - p0, cost = perRedemption ? costs[g] * curve[g] : costs[g];
            double worth = value * uplift - price * cost;
            if (worth > merit && uplift > 0 && uplift >= threshold * cost)
                (best, merit) = (g, worth);
        }

        return best;
    }

    /// <summary>The intensity to issue and its expected net gain; 0 and 0 to withhold.</summary>
    public (float Intensity, float Gain) Recommend(float p0, ReadOnlySpan<float> curve)
    {
        int option = Policy.Rule == PolicyRule.ExpectedGain
            ? Best(p0, curve, Policy.Price, out double merit) is >= 0 and int best && merit > Policy.IssuePrice ? best : -1
            : MostEfficient(p0, curve);
        return option < 0 ? (0, 0) : (_grid[option], (float)Merit(option, p0, curve[option], price: 1));
    }

    private int MostEfficient(float p0, ReadOnlySpan<float> curve)
    {
        int best = -1;
        double most = double.NegativeInfinity;
        for (int g = 0; g < _levels; g++)
        {
            double cost = Cost(g, curve[g]), uplift = (double)curve[g] - p0;
            double ratio = cost > 0 ? uplift / cost : double.PositiveInfinity;
            if (Admits(g, p0, curve[g]) && ratio > most)
                (best, most) = (g, ratio);
        }

        return best;
    }
}
