// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What proxy codes say about the mediator: T1[c] = P(code c | Z=1), T0[c] = P(code c | Z=0).</summary>
/// <param name="Inspired">T1.</param>
/// <param name="Not">T0.</param>
internal sealed record EmissionTables(double[] Inspired, double[] Not)
{
    /// <summary>As given by the options, or estimated.</summary>
    /// <exception cref="InvalidOperationException">The two tables say the same, or a given one has another number of codes than the data.</exception>
    public static EmissionTables Of(AlmMtaOptions options, AlmMtaTrainingData data, ITrainingMonitor monitor) =>
        Of(options, EmissionCounts.Of(data, null), monitor);

    /// <summary>As given by the options, or estimated from counts.</summary>
    /// <exception cref="InvalidOperationException">The two tables say the same, or a given one has another number of codes than the data.</exception>
    public static EmissionTables Of(AlmMtaOptions options, EmissionCounts counts, ITrainingMonitor monitor)
    {
        double[] not = options.EmissionWhenNot is { } givenNot
            ? Given(givenNot, nameof(options.EmissionWhenNot))
            : counts.FromItems(options.LowestItemShare, lowest: true);
        double[] inspired;
        if (options.EmissionWhenInspired is { } given)
        {
            inspired = Given(given, nameof(options.EmissionWhenInspired));
        }
        else if (counts.FromExactMatches() is { } matched)
        {
            inspired = matched;
        }
        else
        {
            inspired = counts.FromItems(options.LowestItemShare, lowest: false);
            monitor.Warning(
                "P(proxy code | inspired) is estimated from the items with the highest proxy rates, for want of exact matches or an audit: it is too low "
                + $"where even they do not always inspire, and effects are then too high. Give {nameof(AlmMtaOptions)}.{nameof(AlmMtaOptions.EmissionWhenInspired)} if it is known.");
        }

        var tables = new EmissionTables(inspired, not);
        if (tables.Contrast < 0.02)
        {
            throw new InvalidOperationException(
                $"The proxy says nothing about the mediator: P(code | inspired) and P(code | not) differ by {tables.Contrast:F3} in total variation, at least 0.02 is needed. "
                + $"Use another proxy, or give both tables by {nameof(AlmMtaOptions)}.{nameof(AlmMtaOptions.EmissionWhenInspired)} and {nameof(AlmMtaOptions.EmissionWhenNot)}.");
        }

        return tables;

        double[] Given(IReadOnlyList<double> table, string option) => table.Count == counts.Codes ? [.. table] : throw new InvalidOperationException(
            $"{nameof(AlmMtaOptions)}.{option} has {table.Count} codes, but proxy column '{options.ProxyColumnName}' has {counts.Codes}. Give one share per code.");
    }

    /// <summary>How far the proxy tells Z=1 from Z=0: the total variation between the tables, in [0, 1].</summary>
    public double Contrast => Inspired.Zip(Not, (a, b) => Math.Abs(a - b)).Sum() / 2;

    /// <summary>P(Z=1 | code) for a touch that inspires with chance <paramref name="p"/>.</summary>
    public double Posterior(double p, int code)
    {
        double yes = p * Inspired[code];
        double either = yes + (1 - p) * Not[code];
        return either > 0 ? yes / either : p;
    }
}
