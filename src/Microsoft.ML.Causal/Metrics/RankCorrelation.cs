// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Rank correlations with ties.</summary>
internal static class RankCorrelation
{
    /// <summary>Pearson correlation of mid-ranks; NaN when one side is constant.</summary>
    public static double Spearman(double[] a, double[] b)
    {
        double[] ra = MidRanks(a), rb = MidRanks(b);
        // Mid-ranks always have the mean (n + 1)/2.
        double mean = (a.Length + 1) / 2.0, covariance = 0, varianceA = 0, varianceB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            covariance += (ra[i] - mean) * (rb[i] - mean);
            varianceA += (ra[i] - mean) * (ra[i] - mean);
            varianceB += (rb[i] - mean) * (rb[i] - mean);
        }

        return varianceA > 0 && varianceB > 0 ? covariance / Math.Sqrt(varianceA * varianceB) : double.NaN;
    }

    /// <summary>
    /// τ_b = (C − D)/√((P − T_a)(P − T_b)), P pairs, T tied ones. Discordant pairs are counted as the swaps of a merge sort (Knight 1966),
    /// O(n log n). NaN when one side is constant.
    /// </summary>
    public static double KendallTauB(double[] a, double[] b)
    {
        int n = a.Length;
        int[] order = new int[n];
        for (int i = 0; i < n; i++)
            order[i] = i;
        Array.Sort(order, (i, j) => a[i] != a[j] ? a[i].CompareTo(a[j]) : b[i].CompareTo(b[j]));
        double[] sortedA = Array.ConvertAll(order, i => a[i]), sortedB = Array.ConvertAll(order, i => b[i]);

        double pairs = Pairs(n), tiedA = 0, tiedBoth = 0;
        for (int start = 0; start < n;)
        {
            int end = start, runStart = start;
            for (; end < n && sortedA[end] == sortedA[start]; end++)
            {
                if (sortedB[end] != sortedB[runStart])
                {
                    tiedBoth += Pairs(end - runStart);
                    runStart = end;
                }
            }

            tiedBoth += Pairs(end - runStart);
            tiedA += Pairs(end - start);
            start = end;
        }

        double swaps = MergeSort(sortedB, new double[n], 0, n), tiedB = 0;
        for (int start = 0; start < n;)
        {
            int end = start;
            while (end < n && sortedB[end] == sortedB[start])
                end++;
            tiedB += Pairs(end - start);
            start = end;
        }

        double untied = (pairs - tiedA) * (pairs - tiedB);
        return untied > 0 ? (pairs - tiedA - tiedB + tiedBoth - 2 * swaps) / Math.Sqrt(untied) : double.NaN;
    }

    private static double Pairs(int items) => items * (items - 1.0) / 2;

    private static double[] MidRanks(double[] values)
    {
        int[] order = MetricInput.Descending(values);
        double[] ranks = new double[values.Length];
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (int k = start; k < end; k++)
                ranks[order[k]] = (start + 1 + end) / 2.0;
            start = end;
        }

        return ranks;
    }

    private static double MergeSort(double[] values, double[] buffer, int from, int to)
    {
        if (to - from < 2)
            return 0;
        int middle = (from + to) / 2;
        double swaps = MergeSort(values, buffer, from, middle) + MergeSort(values, buffer, middle, to);
        for (int i = from, j = middle, k = from; k < to; k++)
        {
            if (i < middle && (j >= to || values[i] <= values[j]))
            {
                buffer[k] = values[i++];
            }
            else
            {
                swaps += middle - i;
                buffer[k] = values[j++];
            }
        }

        Array.Copy(buffer, from, values, from, to - from);
        return swaps;
    }
}
