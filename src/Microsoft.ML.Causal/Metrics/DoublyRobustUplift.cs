// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>An area over percentile cut-offs, with its standard error.</summary>
/// <param name="Coefficient">The area, in the unit of the effect; 0 for a random ranking, higher is better.</param>
/// <param name="StandardError">Standard error of the area, from its influence values, the cut-offs held fixed.</param>
/// <param name="Curve">Value at each percentile, in the given order.</param>
public sealed record DoublyRobustArea(double Coefficient, double StandardError, IReadOnlyList<double> Curve);

/// <summary>Qini and TOC coefficients from doubly robust scores, as the DRTester of the EconML library defines them.</summary>
/// <remarks>
/// <code>
/// top(q) = rows whose predicted effect is at or above the q-th percentile of the reference predictions;  P = share of rows in top(q)
/// toc(q) = mean ψ in top(q) − mean ψ,    qini(q) = P · toc(q),    coefficient = Σ_j curve(q_j) (q_{j+1} − q_j)/100
/// </code>
/// ψ are doubly robust pseudo-outcomes (<see cref="DoublyRobustScore"/>), so these hold on logged data with a known or estimated
/// propensity, where the plain curves do not. A left Riemann sum: the last percentile only bounds the one before it.
/// </remarks>
/// <param name="Qini">Qini coefficient and curve.</param>
/// <param name="Toc">TOC coefficient and curve.</param>
public sealed record DoublyRobustUplift(DoublyRobustArea Qini, DoublyRobustArea Toc)
{
    /// <summary>Computes both areas.</summary>
    /// <param name="predictedEffect">Predicted effect of each judged row.</param>
    /// <param name="doublyRobustScore">ψ of each judged row.</param>
    /// <param name="percentiles">q_j, rising, in [0, 100]; at least two.</param>
    /// <param name="referenceEffect">Predictions that the percentiles are of, such as the training rows'; empty: the judged rows'.</param>
    /// <exception cref="ArgumentException">Spans are empty or differ in length, percentiles do not rise, or no row reaches one.</exception>
    public static DoublyRobustUplift Compute<T>(
        ReadOnlySpan<T> predictedEffect, ReadOnlySpan<T> doublyRobustScore, ReadOnlySpan<double> percentiles,
        ReadOnlySpan<T> referenceEffect = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MetricInput.NotEmpty(predictedEffect.Length, nameof(predictedEffect));
        MetricInput.SameLength(doublyRobustScore.Length, predictedEffect.Length, nameof(doublyRobustScore));
        if (percentiles.Length < 2)
            throw new ArgumentException($"At least two percentiles are needed; found {percentiles.Length}.", nameof(percentiles));
        for (int j = 0; j < percentiles.Length; j++)
        {
            if (!(percentiles[j] >= 0 && percentiles[j] <= 100) || (j > 0 && !(percentiles[j] > percentiles[j - 1])))
                throw new ArgumentException("Percentiles must lie in [0, 100] and rise.", nameof(percentiles));
        }

        double[] effect = MetricInput.Finite(predictedEffect, nameof(predictedEffect));
        double[] score = MetricInput.Finite(doublyRobustScore, nameof(doublyRobustScore));
        double[] reference = referenceEffect.IsEmpty ? [.. effect] : MetricInput.Finite(referenceEffect, nameof(referenceEffect));
        Array.Sort(reference);
        double[] cuts = new double[percentiles.Length];
        for (int j = 0; j < cuts.Length; j++)
            cuts[j] = Percentile(reference, percentiles[j]);

        return new(Area(effect, score, percentiles, cuts, byShare: true), Area(effect, score, percentiles, cuts, byShare: false));
    }

    private static DoublyRobustArea Area(double[] effect, double[] score, ReadOnlySpan<double> percentiles, double[] cuts, bool byShare)
    {
        int n = score.Length;
        double mean = score.Average(), coefficient = 0;
        double[] curve = new double[cuts.Length], influence = new double[n];
        for (int j = 0; j < cuts.Length; j++)
        {
            double sum = 0;
            int top = 0;
            for (int i = 0; i < n; i++)
            {
                if (effect[i] >= cuts[j])
                {
                    sum += score[i];
                    top++;
                }
            }

            if (top == 0)
                throw new ArgumentException($"No predicted effect reaches percentile {percentiles[j]} of the reference.", nameof(percentiles));

            double share = top / (double)n, scale = byShare ? share : 1;
            curve[j] = scale * (sum / top - mean);
            if (j == cuts.Length - 1)
                break;

            double width = (percentiles[j + 1] - percentiles[j]) / 100;
            coefficient += curve[j] * width;
            for (int i = 0; i < n; i++)
            {
                double inside = (effect[i] >= cuts[j] ? 1 : 0) / share - 1;
                influence[i] += width * (scale * (score[i] - mean) * inside - curve[j]);
            }
        }

        double squares = 0;
        foreach (double value in influence)
            squares += value * value;
        return new DoublyRobustArea(coefficient, Math.Sqrt(squares / n / n), curve);
    }

    private static double Percentile(double[] sorted, double percentile)
    {
        double position = percentile / 100 * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
