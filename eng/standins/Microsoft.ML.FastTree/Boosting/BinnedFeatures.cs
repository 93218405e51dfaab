// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The features of all rows as bin numbers, one byte column per feature.</summary>
internal sealed class BinnedFeatures
{
    /// <summary>What a byte can number; options that ask for more bins get this many.</summary>
    public const int MostBins = 256;

    private BinnedFeatures(int rows, byte[][] columns, float[][] upperBounds)
    {
        Rows = rows;
        Columns = columns;
        UpperBounds = upperBounds;
        Offsets = new int[columns.Length + 1];
        for (int f = 0; f < columns.Length; f++)
            Offsets[f + 1] = Offsets[f] + upperBounds[f].Length;
    }

    public int Rows { get; }

    /// <summary>Bin of each row, by feature.</summary>
    public byte[][] Columns { get; }

    /// <summary>The greatest value of each bin, by feature; infinite for the last.</summary>
    public float[][] UpperBounds { get; }

    /// <summary>Where each feature's bins start in a histogram over all features; the last entry is the histogram's length.</summary>
    public int[] Offsets { get; }

    /// <param name="columns">Values by feature, then by row; none missing.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="mostBins">The greatest number of bins of a feature.</param>
    public static BinnedFeatures From(float[][] columns, int rows, int mostBins)
    {
        mostBins = Math.Clamp(mostBins, 2, MostBins);
        var bins = new byte[columns.Length][];
        var bounds = new float[columns.Length][];
        var sorted = new float[rows];
        for (int f = 0; f < columns.Length; f++)
        {
            bounds[f] = FindBounds(columns[f], sorted, mostBins);
            bins[f] = Assign(columns[f], bounds[f]);
        }

        return new(rows, bins, bounds);
    }

    private static float[] FindBounds(float[] column, float[] sorted, int mostBins)
    {
        column.CopyTo(sorted, 0);
        Array.Sort(sorted);
        return QuantileBounds(sorted, mostBins);
    }

    /// <summary>Cuts halfway between distinct neighbours, so that the bins hold about equally many rows.</summary>
    private static float[] QuantileBounds(ReadOnlySpan<float> sorted, int mostBins)
    {
        var bounds = new List<float>();
        int distinct = 1;
        for (int i = 1; i < sorted.Length; i++)
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;

        int left = sorted.Length, filled = 0;
        for (int i = 0; i + 1 < sorted.Length; i++)
        {
            filled++;
            if (sorted[i] == sorted[i + 1])
                continue;

            // The target is taken anew after each bin: a value with many rows must not leave the later bins empty.
            bool full = distinct <= mostBins || filled >= (double)left / (mostBins - bounds.Count);
            if (!full)
                continue;
            bounds.Add(Between(sorted[i], sorted[i + 1]));
            left -= filled;
            filled = 0;
            if (bounds.Count == mostBins - 1)
                break;
        }

        bounds.Add(float.PositiveInfinity);
        return [.. bounds];
    }

    private static float Between(float low, float high)
    {
        float middle = (float)(((double)low + high) / 2);
        return middle < high ? middle : low;
    }

    private static byte[] Assign(float[] column, float[] bounds)
    {
        var bins = new byte[column.Length];
        for (int row = 0; row < column.Length; row++)
        {
            int found = Array.BinarySearch(bounds, column[row]);
            bins[row] = (byte)(found < 0 ? ~found : found);
        }

        return bins;
    }
}
