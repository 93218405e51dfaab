// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Area under the ROC curve of a score for a binary label.</summary>
/// <remarks>
/// <code>AUC = Σ_{i: y=1} Σ_{j: y=0} w_i w_j ( [s_i &gt; s_j] + ½ [s_i = s_j] ) / ( Σ_{i: y=1} w_i · Σ_{j: y=0} w_j )</code>
/// The chance that a positive row is ranked above a negative one, ties counted half. Range [0, 1], 0.5 for a score without
/// information, higher is better; it sees ranks only, never the scale: read it with <see cref="LogLoss"/>. Base AUC of a causal
/// model is taken on control rows. Cost O(N log N).
/// </remarks>
public static class AreaUnderRocCurve
{
    /// <summary>Computes the area; NaN when the label has one class only.</summary>
    /// <param name="score">s, one per row, any monotone scale.</param>
    /// <param name="label">y, one per row.</param>
    /// <param name="weight">w, one per row, at least 0; empty means 1.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static double Compute<T>(ReadOnlySpan<T> score, ReadOnlySpan<bool> label, ReadOnlySpan<T> weight = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(score.Length, nameof(score));
        MetricInput.SameLength(label.Length, score.Length, nameof(label));
        double[] s = MetricInput.Finite(score, nameof(score));
        double[] w = MetricInput.Weights(weight, score.Length, nameof(weight));
        int[] order = MetricInput.Descending(s);

        double positives = 0, negatives = 0, area = 0;
        for (int k = 0; k < order.Length;)
        {
            double groupPositives = 0, groupNegatives = 0;
            double value = s[order[k]];
            for (; k < order.Length && s[order[k]] == value; k++)
            {
                if (label[order[k]])
                    groupPositives += w[order[k]];
                else
                    groupNegatives += w[order[k]];
            }

            area += groupNegatives * (positives + 0.5 * groupPositives);
            positives += groupPositives;
            negatives += groupNegatives;
        }

        return positives > 0 && negatives > 0 ? area / (positives * negatives) : double.NaN;
    }
}
