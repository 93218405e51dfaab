// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What proxy codes say about the mediator: T1[c] = P(code c | Z=1), T0[c] = P(code c | Z=0).</summary>
/// <param name="Inspired">T1.</param>
/// <param name="Not">T0.</param>
internal sealed record EmissionTables(double[] Inspired, double[] Not)
{
    // A rate is as good as its item's touches are many: this many touches at the mean rate are added to each.
    private const double Smoothing = 20;

    /// <summary>As given by the options, or estimated.</summary>
    /// <exception cref="InvalidOperationException">The two tables say the same, or a given one has another number of codes than the data.</exception>
    public static EmissionTables Of(AlmMtaOptions options, AlmMtaTrainingData data, ITrainingMonitor monitor)
    {
        int codes = data.ProxyCodes;
        double[] not = options.EmissionWhenNot is { } givenNot ? Given(givenNot, nameof(options.EmissionWhenNot)) : FromItems(data, options.LowestItemShare, lowest: true);
        double[] inspired;
        if (options.EmissionWhenInspired is { } given)
        {
            inspired = Given(given, nameof(options.EmissionWhenInspired));
        }
        else if (FromExactMatches(data) is { } matched)
        {
            inspired = matched;
        }
        else
        {
            inspired = FromItems(data, options.LowestItemShare, lowest: false);
            monitor.Warning(
                "P(proxy code | inspired) is estimated from the items with the highest proxy rates, for want of exact matches or an audit: it is too low "
                + $"where even they do not always inspire, and effects are then too high. Give {nameof(AlmMtaOptions)}.{nameof(AlmMtaOptions.EmissionWhenInspired)} if it is known.");
        }

        double distance = inspired.Zip(not, (a, b) => Math.Abs(a - b)).Sum() / 2;
        if (distance < 0.02)
        {
            throw new InvalidOperationException(
                $"The proxy says nothing about the mediator: P(code | inspired) and P(code | not) differ by {distance:F3} in total variation, at least 0.02 is needed. "
                + $"Use another proxy, or give both tables by {nameof(AlmMtaOptions)}.{nameof(AlmMtaOptions.EmissionWhenInspired)} and {nameof(AlmMtaOptions.EmissionWhenNot)}.");
        }

        return new(inspired, not);

        double[] Given(IReadOnlyList<double> table, string option) => table.Count == codes ? [.. table] : throw new InvalidOperationException(
            $"{nameof(AlmMtaOptions)}.{option} has {table.Count} codes, but proxy column '{options.ProxyColumnName}' has {codes}. Give one share per code.");
    }

    /// <summary>P(Z=1 | code) for a touch that inspires with chance <paramref name="p"/>.</summary>
    public double Posterior(double p, int code)
    {
        double yes = p * Inspired[code];
        double either = yes + (1 - p) * Not[code];
        return either > 0 ? yes / either : p;
    }

    private static double[]? FromExactMatches(AlmMtaTrainingData data)
    {
        if (data.ExactMatch is not { } exact)
            return null;
        var counts = new double[data.ProxyCodes];
        for (int j = 0; j < data.Touches; j++)
            counts[data.ProxyCode![j]] += exact[j] ? 1 : 0;

        // Under 30 matches, a share is off by a tenth and more.
        return counts.Sum() < 30 ? null : Shares(counts);
    }

    private static double[] FromItems(AlmMtaTrainingData data, double share, bool lowest)
    {
        int items = data.KeyCardinalities[0];
        var touches = new double[items + 1];
        var sums = new double[items + 1];
        for (int j = 0; j < data.Touches; j++)
        {
            touches[data.Keys[0][j]]++;
            sums[data.Keys[0][j]] += data.ProxyCode![j];
        }

        double mean = sums.Sum() / data.Touches;
        int[] seen = [.. Enumerable.Range(1, items).Where(item => touches[item] > 0)
            .OrderBy(item => (sums[item] + Smoothing * mean) / (touches[item] + Smoothing) * (lowest ? 1 : -1))];
        var chosen = new bool[items + 1];
        foreach (int item in seen.Take(Math.Max(1, (int)Math.Round(share * seen.Length))))
            chosen[item] = true;

        var counts = new double[data.ProxyCodes];
        for (int j = 0; j < data.Touches; j++)
            counts[data.ProxyCode![j]] += chosen[data.Keys[0][j]] ? 1 : 0;
        return Shares(counts);
    }

    /// <summary>Half a touch more per code: no code may be impossible, or a single touch could decide everything.</summary>
    private static double[] Shares(double[] counts)
    {
        double total = counts.Sum() + 0.5 * counts.Length;
        return [.. counts.Select(count => (count + 0.5) / total)];
    }
}
