// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>AUC within groups (users), averaged over groups: gAUC and UAUC.</summary>
/// <remarks>
/// <code>gAUC = Σ_u n_u AUC_u / Σ_u n_u (impressions n_u, or positives),   UAUC = mean of AUC_u;   over groups with both classes</code>
/// Within a group ties count half. Groups with one class have no AUC: they are left out of both sums, and counted. Range [0, 1], 0.5 without
/// information, higher is better. Published tables use the names for different averages: always say which, and how many groups were skipped.
/// </remarks>
/// <param name="ImpressionWeighted">Average weighted by rows of the group (gAUC of DIN).</param>
/// <param name="PositiveWeighted">Average weighted by positive rows of the group.</param>
/// <param name="Unweighted">Plain average over groups (UAUC).</param>
/// <param name="Groups">Number of groups that entered the averages.</param>
/// <param name="SkippedGroups">Number of groups left out because they hold one class only.</param>
public sealed record GroupedAuc(double ImpressionWeighted, double PositiveWeighted, double Unweighted, int Groups, int SkippedGroups)
{
    /// <summary>Computes the averages; all NaN when every group was skipped.</summary>
    /// <param name="group">Group of each row, any numbers.</param>
    /// <param name="score">s, one per row.</param>
    /// <param name="label">y, one per row.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static GroupedAuc Compute<T>(ReadOnlySpan<int> group, ReadOnlySpan<T> score, ReadOnlySpan<bool> label)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(score.Length, nameof(score));
        MetricInput.SameLength(group.Length, score.Length, nameof(group));
        MetricInput.SameLength(label.Length, score.Length, nameof(label));
        double[] s = MetricInput.Finite(score, nameof(score));
        int[] keys = group.ToArray(), order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);

        double byRows = 0, byPositives = 0, plain = 0, rows = 0, positives = 0;
        int groups = 0, skipped = 0;
        for (int start = 0; start < keys.Length;)
        {
            int end = start;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            double[] scores = new double[end - start];
            bool[] labels = new bool[end - start];
            int groupPositives = 0;
            for (int k = start; k < end; k++)
            {
                scores[k - start] = s[order[k]];
                labels[k - start] = label[order[k]];
                groupPositives += labels[k - start] ? 1 : 0;
            }

            double auc = AreaUnderRocCurve.Compute<double>(scores, labels);
            if (double.IsNaN(auc))
            {
                skipped++;
            }
            else
            {
                groups++;
                plain += auc;
                byRows += auc * scores.Length;
                rows += scores.Length;
                byPositives += auc * groupPositives;
                positives += groupPositives;
            }

            start = end;
        }

        return new(byRows / rows, byPositives / positives, groups > 0 ? plain / groups : double.NaN, groups, skipped);
    }
}
