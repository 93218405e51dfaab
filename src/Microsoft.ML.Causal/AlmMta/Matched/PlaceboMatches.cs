// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Matches of produced works with items that their makers were not shown: what a match by chance looks like.</summary>
internal static class PlaceboMatches
{
    // Enough for a smooth histogram; drawing is cheap beside training.
    private const int PerTouch = 2, FlagBins = 60, Attempts = 8;

    /// <summary>Whether the data lets items be matched with works that did not match them: contents of items and of works, and clusters of items.</summary>
    public static bool CanDraw(AlmMtaTrainingData data) =>
        data.WorkContent is not null && data.Content is not null && data.Cluster is not null;

    /// <summary>Counts, by bin, matches of each producer's work with random items of the clusters of its touches.</summary>
    /// <param name="data">Journeys.</param>
    /// <param name="producers">Rows of producers.</param>
    /// <param name="isFlag">Whether matches are flags.</param>
    /// <param name="random">Draws.</param>
    public static double[] Draw(AlmMtaTrainingData data, List<int> producers, bool isFlag, RandomStream random)
    {
        List<int>[] itemsOf = ItemsByCluster(data);
        int[] contentOf = ContentRows(data);
        double[] flagRate = isFlag ? FlagRates(data, producers) : [];
        var counts = new double[isFlag ? 2 : SoftLabelTable.CosineBins];
        foreach (int i in producers)
        {
            int start = data.Offsets[i], end = data.Offsets[i + 1];
            ReadOnlySpan<int> shown = data.Keys[0].AsSpan(start, end - start);
            for (int j = start; j < end; j++)
            {
                List<int> items = itemsOf[data.Cluster![j]];
                for (int d = 0; d < PerTouch && items.Count > 0; d++)
                {
                    int item = 0;
                    for (int attempt = 0; attempt < Attempts && (item == 0 || shown.Contains(item)); attempt++)
                        item = items[random.NextInteger(items.Count)];
                    if (shown.Contains(item))
                        continue;
                    double cosine = Cosine(data, i, contentOf[item]);
                    if (isFlag)
                    {
                        double rate = flagRate[FlagBin(cosine)];
                        counts[1] += rate;
                        counts[0] += 1 - rate;
                    }
                    else
                    {
                        counts[SoftLabelTable.Bin(cosine, isFlag: false)]++;
                    }
                }
            }
        }

        return counts;
    }

    /// <summary>Counts, by bin, the matches of all touches but the best of each row: most of them did not cause the work.</summary>
    public static double[] OtherTouches(AlmMtaTrainingData data, List<int> producers, bool isFlag)
    {
        var counts = new double[isFlag ? 2 : SoftLabelTable.CosineBins];
        foreach (int i in producers)
        {
            int best = data.Offsets[i];
            for (int j = best; j < data.Offsets[i + 1]; j++)
                best = data.Match![j] > data.Match[best] ? j : best;
            for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
            {
                if (j != best)
                    counts[SoftLabelTable.Bin(data.Match![j], isFlag)]++;
            }
        }

        return counts;
    }

    private static List<int>[] ItemsByCluster(AlmMtaTrainingData data)
    {
        int[] clusterOf = data.ClusterOfItem ?? new int[data.KeyCardinalities[0] + 1];
        if (data.ClusterOfItem is null)
        {
            for (int j = 0; j < data.Touches; j++)
                clusterOf[data.Keys[0][j]] = data.Cluster![j];
        }

        // An item without content matches nothing, which says nothing of chance.
        int[] contentOf = ContentRows(data);
        List<int>[] items = [.. Enumerable.Range(0, data.ClusterCount + 1).Select(_ => new List<int>())];
        for (int item = 1; item < clusterOf.Length; item++)
        {
            if (contentOf[item] >= 0 && data.Content.AsSpan(contentOf[item] * data.ContentWidth, data.ContentWidth).ContainsAnyExcept(0f))
                items[clusterOf[item]].Add(item);
        }

        // Items of no cluster are of different ones.
        items[0].Clear();
        return items;
    }

    /// <summary>The row of content that stands for each item: its own, or that of the last touch that shows it; −1 for an item that no touch shows.</summary>
    private static int[] ContentRows(AlmMtaTrainingData data)
    {
        int[] rows = [.. Enumerable.Range(0, data.KeyCardinalities[0] + 1)];
        if (!data.ContentByTouch)
            return rows;
        Array.Fill(rows, -1);
        for (int j = 0; j < data.Touches; j++)
            rows[data.Keys[0][j]] = j;
        return rows;
    }

    /// <summary>P(flag | cosine) over the touches of producers, by bin of the cosine: a placebo has a cosine, but nobody flagged it.</summary>
    private static double[] FlagRates(AlmMtaTrainingData data, List<int> producers)
    {
        var flags = new double[FlagBins];
        var counts = new double[FlagBins];
        foreach (int i in producers)
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
        {
            int bin = FlagBin(Cosine(data, i, data.ContentByTouch ? j : data.Keys[0][j]));
            counts[bin]++;
            flags[bin] += data.Match![j];
        }

        return [.. flags.Select((f, b) => counts[b] > 0 ? f / counts[b] : 0)];
    }

    private static int FlagBin(double cosine) => Math.Clamp((int)((cosine + 1) / 2 * FlagBins), 0, FlagBins - 1);

    private static double Cosine(AlmMtaTrainingData data, int row, int contentRow)
    {
        ReadOnlySpan<float> work = data.WorkContent.AsSpan(row * data.ContentWidth, data.ContentWidth);
        ReadOnlySpan<float> v = data.Content.AsSpan(contentRow * data.ContentWidth, data.ContentWidth);
        double product = 0, workSquare = 0, square = 0;
        for (int k = 0; k < work.Length; k++)
        {
            product += (double)work[k] * v[k];
            workSquare += (double)work[k] * work[k];
            square += (double)v[k] * v[k];
        }

        return workSquare > 0 && square > 0 ? product / Math.Sqrt(workSquare * square) : 0;
    }
}
