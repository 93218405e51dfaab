// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Histograms of the gradients of a set of rows, over all features one after the other.</summary>
internal sealed class Histogram(BinnedFeatures features)
{
    public HistogramBin[] Bins { get; } = new HistogramBin[features.Offsets[^1]];

    /// <param name="rows">The rows to count.</param>
    /// <param name="gradients">Weighted gradient, by row of the data.</param>
    /// <param name="weights">Weight, by row of the data; empty when every row weighs 1.</param>
    /// <param name="used">Which features to count.</param>
    public void Fill(ReadOnlySpan<int> rows, double[] gradients, double[] weights, bool[] used)
    {
        Array.Clear(Bins);
        for (int f = 0; f < features.Columns.Length; f++)
        {
            int start = features.Offsets[f], length = features.UpperBounds[f].Length;
            if (!used[f] || length < 2)
                continue;
            Span<HistogramBin> bins = Bins.AsSpan(start, length);
            if (weights.Length == 0)
                Count(rows, features.Columns[f], gradients, bins);
            else
                Count(rows, features.Columns[f], gradients, weights, bins);
        }
    }

    /// <summary>Turns the counts of a node into those of one child by taking away those of the other.</summary>
    public void Subtract(Histogram other)
    {
        for (int i = 0; i < Bins.Length; i++)
        {
            ref HistogramBin bin = ref Bins[i];
            bin.Gradient -= other.Bins[i].Gradient;
            bin.Weight -= other.Bins[i].Weight;
            bin.Count -= other.Bins[i].Count;
        }
    }

    private static void Count(ReadOnlySpan<int> rows, byte[] column, double[] gradients, Span<HistogramBin> bins)
    {
        foreach (int row in rows)
        {
            ref HistogramBin bin = ref bins[column[row]];
            bin.Gradient += gradients[row];
            bin.Count++;
        }

        foreach (ref HistogramBin bin in bins)
            bin.Weight = bin.Count;
    }

    private static void Count(ReadOnlySpan<int> rows, byte[] column, double[] gradients, double[] weights, Span<HistogramBin> bins)
    {
        foreach (int row in rows)
        {
            ref HistogramBin bin = ref bins[column[row]];
            bin.Gradient += gradients[row];
            bin.Weight += weights[row];
            bin.Count++;
        }
    }
}
