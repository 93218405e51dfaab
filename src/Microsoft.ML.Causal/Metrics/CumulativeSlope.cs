// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>CS-AUUC and CS-Qini: uplift curves for a treatment with many intensities (UniMVT, eq. 26-27).</summary>
/// <remarks>
/// <code>
/// β(φ)    = cov(t, y) / var(t)   over the top φ of the rows by predicted unit uplift, controls (t = 0) included
/// CS-AUUC = ∫₀¹ β(φ) φN dφ
/// CS-Qini = ∫₀¹ (β(φ) − β(1)) φN dφ
/// </code>
/// Unit: outcomes per unit of intensity over N rows (raw) or per row. Signed; higher is better (a published table that heads it with
/// a falling arrow is wrong by its own text). CS-AUUC − CS-Qini = β(1) N/2 for every ranking, so a CS-AUUC without its CS-Qini says
/// little. Traps: valid as a causal number only where t was randomised, or near enough, within the top φ; slopes of few rows are wild
/// (<see cref="CumulativeSlopeOptions.MinRows"/>); on a few thousand rows the noise is larger than the gap between decent models:
/// ask for the interval and the permutation spread. Rows of equal score form one step, so the row order never matters.
/// With a binary treatment β(φ) is the difference in means and φN β(φ) the gain of an uplift curve. Cost O(N log N).
/// </remarks>
public static class CumulativeSlope
{
    /// <summary>Computes the curve, both areas and, where asked for, their intervals.</summary>
    /// <param name="score">Predicted unit uplift, one per row; higher is ranked first.</param>
    /// <param name="intensity">t, one per row; 0 for an untreated one.</param>
    /// <param name="outcome">y, one per row; 0 and 1 for a click, or any number.</param>
    /// <param name="weight">w, one per row, at least 0; empty means 1.</param>
    /// <param name="options">Settings; null means defaults.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static CumulativeSlopeMetrics Compute<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<T> intensity, ReadOnlySpan<T> outcome, ReadOnlySpan<T> weight = default,
        CumulativeSlopeOptions? options = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        options = (options ?? new()).Validated();
        int n = score.Length;
        MetricInput.NotEmpty(n, nameof(score));
        MetricInput.SameLength(intensity.Length, n, nameof(intensity));
        MetricInput.SameLength(outcome.Length, n, nameof(outcome));
        int minRows = options.MinRows ?? Math.Max(30, (int)Math.Ceiling(0.01 * n));
        double[] s = MetricInput.Finite(score, nameof(score));
        int[] order = MetricInput.Descending(s);
        bool[] ends = MetricInput.GroupEnds(s, order);
        CumulativeSlopeScan scan = new(
            MetricInput.Finite(intensity, nameof(intensity)), MetricInput.Finite(outcome, nameof(outcome)),
            MetricInput.Weights(weight, n, nameof(weight)), minRows, options.Undefined, options.Area);

        List<CumulativeSlopePoint> curve = [];
        CumulativeSlopeAreas areas = scan.Run(order, ends, [], curve);
        CumulativeSlopeMetrics metrics = new()
        {
            CsAuuc = areas.Auuc,
            CsQini = areas.Qini,
            CsAuucPerRow = areas.Auuc / areas.Rows,
            CsQiniPerRow = areas.Qini / areas.Rows,
            GlobalSlope = areas.GlobalSlope,
            Rows = areas.Rows,
            MinRows = minRows,
            Curve = curve,
            Reason = double.IsNaN(areas.GlobalSlope) ? "The intensity is the same in all rows, so no slope can be computed." : null,
        };
        return metrics.Reason is null ? Resampled(metrics, scan, order, ends, options) : metrics;
    }

    private static CumulativeSlopeMetrics Resampled(
        CumulativeSlopeMetrics metrics, CumulativeSlopeScan scan, int[] order, bool[] ends, CumulativeSlopeOptions options)
    {
        if (options.BootstrapDraws > 0)
        {
            double[] auuc = new double[options.BootstrapDraws], qini = new double[options.BootstrapDraws];
            Resampling.Bootstrap(order.Length, options.BootstrapDraws, options.Seed, (draw, counts) =>
            {
                CumulativeSlopeAreas areas = scan.Run(order, ends, counts, null);
                (auuc[draw], qini[draw]) = (areas.Auuc, areas.Qini);
            });
            metrics = metrics with
            {
                CsAuucInterval = Interval.Percentile(auuc, options.IntervalLevel),
                CsQiniInterval = Interval.Percentile(qini, options.IntervalLevel),
            };
        }

        if (options.PermutationDraws > 0)
        {
            double[] qini = new double[options.PermutationDraws];
            bool[] everyRow = new bool[order.Length];
            Array.Fill(everyRow, true);
            Resampling.Permute(order.Length, options.PermutationDraws, options.Seed,
                (draw, random) => qini[draw] = scan.Run(random, everyRow, [], null).Qini);
            metrics = metrics with { CsQiniPermutation = PermutationSpread.Of(metrics.CsQini, qini) };
        }

        return metrics;
    }
}
