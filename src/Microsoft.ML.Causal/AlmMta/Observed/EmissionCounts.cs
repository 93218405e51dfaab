// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Touches by proxy code: what emission tables are estimated from. Counts of parts add up.</summary>
/// <param name="Codes">Number of codes.</param>
/// <param name="Items">Touches by item and code, [items+1,codes].</param>
/// <param name="Exact">Touches with an exact match by code, [codes]; null without such a column.</param>
internal sealed record EmissionCounts(int Codes, double[] Items, double[]? Exact)
{
    private const string ItemsName = "emission.items", ExactName = "emission.exact";

    // A rate is as good as its item's touches are many: this many touches at the mean rate are added to each.
    private const double Smoothing = 20;

    // Under 30 matches, a share is off by a tenth and more.
    private const int LeastMatches = 30;

    /// <summary>Counts touches, those of a former model's among them.</summary>
    public static EmissionCounts Of(AlmMtaTrainingData data, AlmMtaFormer? former)
    {
        int codes = former?.Settings.ProxyCodes ?? data.ProxyCodes, rows = data.KeyCardinalities[0] + 1;
        double[] items = former?.Counts(ItemsName, rows * codes) ?? new double[rows * codes];
        double[]? exact = data.ExactMatch is null ? null : former?.Counts(ExactName, codes) ?? new double[codes];
        for (int j = 0; j < data.Touches; j++)
        {
            items[data.Keys[0][j] * codes + data.ProxyCode![j]]++;
            if (exact is not null)
                exact[data.ProxyCode[j]] += data.ExactMatch![j] ? 1 : 0;
        }

        return new(codes, items, exact);
    }

    /// <summary>As arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays() =>
        [AlmMtaFormer.Counts(ItemsName, Items), .. Exact is null ? [] : new[] { AlmMtaFormer.Counts(ExactName, Exact) }];

    /// <summary>Shares of the codes among touches with an exact match; null where they are too few to tell.</summary>
    public double[]? FromExactMatches() => Exact is null || Exact.Sum() < LeastMatches ? null : Shares(Exact);

    /// <summary>Shares of the codes among the touches of the items with the lowest, or highest, smoothed proxy rates.</summary>
    public double[] FromItems(double share, bool lowest)
    {
        int items = Items.Length / Codes - 1;
        var touches = new double[items + 1];
        var sums = new double[items + 1];
        for (int item = 0; item <= items; item++)
        for (int c = 0; c < Codes; c++)
        {
            touches[item] += Items[item * Codes + c];
            sums[item] += c * Items[item * Codes + c];
        }

        double mean = sums.Sum() / touches.Sum();
        int[] seen = [.. Enumerable.Range(1, items).Where(item => touches[item] > 0)
            .OrderBy(item => (sums[item] + Smoothing * mean) / (touches[item] + Smoothing) * (lowest ? 1 : -1))];
        var counts = new double[Codes];
        foreach (int item in seen.Take(Math.Max(1, (int)Math.Round(share * seen.Length))))
        for (int c = 0; c < Codes; c++)
            counts[c] += Items[item * Codes + c];
        return Shares(counts);
    }

    /// <summary>Half a touch more per code: no code may be impossible, or a single touch could decide everything.</summary>
    private static double[] Shares(double[] counts)
    {
        double total = counts.Sum() + 0.5 * counts.Length;
        return [.. counts.Select(count => (count + 0.5) / total)];
    }
}
