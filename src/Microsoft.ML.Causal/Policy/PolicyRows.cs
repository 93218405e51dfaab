// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The rows of a plan, group after group, cut into blocks that do not depend on the number of threads.</summary>
internal sealed class PolicyRows
{
    // Small enough to share out, large enough that a block's overhead is nothing.
    private const int BlockRows = 8192;

    private readonly ReadOnlyMemory<float> _base, _curves;
    private readonly int[]? _order;
    private readonly ParallelOptions _parallel;

    /// <param name="options">Money and limits.</param>
    /// <param name="grid">Intensities, rising, [g].</param>
    /// <param name="baseProbability">p₀, [n].</param>
    /// <param name="curves">p(q), row-major, [n,g].</param>
    /// <param name="groups">Number of each row's group, [n]; empty where there is one.</param>
    /// <param name="names">Names of the groups.</param>
    public PolicyRows(
        PolicyOptions options, IReadOnlyList<float> grid, ReadOnlyMemory<float> baseProbability, ReadOnlyMemory<float> curves,
        ReadOnlySpan<int> groups, IReadOnlyList<string> names)
    {
        (_base, _curves, Intensities) = (baseProbability, curves, grid);
        _parallel = new() { MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount };
        var starts = new int[names.Count + 1];
        if (groups.IsEmpty)
            starts[1] = Count;
        else
            _order = Order(groups, starts);

        Groups = [.. names.Select((name, k) => Segment(options, name, starts[k], starts[k + 1]))];
        Blocks = [.. Groups.SelectMany((group, k) => Cut(k, group.Start, group.End))];
    }

    /// <summary>Number of rows.</summary>
    public int Count => _base.Length;

    /// <summary>q, rising.</summary>
    public IReadOnlyList<float> Intensities { get; }

    /// <summary>The groups; their rows lie at consecutive positions, in the order of the rows.</summary>
    public PolicySegment[] Groups { get; }

    /// <summary>Stretches of positions, each inside one group.</summary>
    public PolicyBlock[] Blocks { get; }

    /// <summary>p₀ of all rows, [n].</summary>
    public ReadOnlySpan<float> BaseProbability => _base.Span;

    /// <summary>p(q) of all rows, row-major, [n,g].</summary>
    public ReadOnlySpan<float> Curves => _curves.Span;

    /// <summary>The row at a position.</summary>
    public int Row(int position) => _order is null ? position : _order[position];

    /// <summary>p₀ of the row at a position.</summary>
    public float Base(int position) => _base.Span[Row(position)];

    /// <summary>p(q) of the row at a position.</summary>
    public ReadOnlySpan<float> Curve(int position) => _curves.Span.Slice(Row(position) * Intensities.Count, Intensities.Count);

    /// <summary>Visits every block, on several threads.</summary>
    public void Each(Action<int, PolicyBlock> visit) => Parallel.For(0, Blocks.Length, _parallel, b => visit(b, Blocks[b]));

    private PolicySegment Segment(PolicyOptions options, string name, int start, int end)
    {
        PolicyLimits limits = options.GroupLimits.GetValueOrDefault(name) ?? options.Limits;
        RowPolicy policy = new()
        {
            ResponseValue = options.ResponseValue,
            UnitCost = options.UnitCost,
            CostBasis = options.CostBasis,
            UpliftPerCostThreshold = options.UpliftPerCostThreshold,
            MaximumIntensity = double.IsFinite(limits.MaximumIntensity) ? limits.MaximumIntensity : null,
        };
        return new(name, limits, new RowDecision(policy, Intensities), start, end);
    }

    private static IEnumerable<PolicyBlock> Cut(int group, int start, int end)
    {
        for (int from = start; from < end; from += BlockRows)
            yield return new(group, from, Math.Min(from + BlockRows, end));
    }

    private static int[] Order(ReadOnlySpan<int> groups, int[] starts)
    {
        foreach (int group in groups)
            starts[group + 1]++;
        for (int k = 1; k < starts.Length; k++)
            starts[k] += starts[k - 1];
        int[] next = [.. starts], order = new int[groups.Length];
        for (int row = 0; row < groups.Length; row++)
            order[next[groups[row]]++] = row;
        return order;
    }
}
