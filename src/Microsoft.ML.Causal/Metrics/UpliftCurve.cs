// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>AUUC and Qini of a ranking, for a binary treatment.</summary>
/// <remarks>
/// <code>
/// gain(φ) = ( Y₁/n₁ − Y₀/n₀ )(n₁ + n₀),   qini(φ) = Y₁ − Y₀ n₁/n₀        sums over the top φ; an empty arm contributes 0
/// AUUC = ∫₀¹ gain dφ,   Qini = ∫₀¹ qini dφ,   random = ½ of the curve's end,   normalised = (area − random)/(perfect − random)
/// </code>
/// Trapezoid over distinct scores: rows of equal score form one step. The normalised numbers are scikit-uplift's <c>uplift_auc_score</c>
/// and <c>qini_auc_score</c>. The perfect rankings are those of the observed outcomes, for an outcome of 0 or 1: treated responders and
/// control non-responders first for the gain curve; treated responders first, control responders last for the Qini curve.
/// Nothing is ever divided by the average effect, which may be 0 or negative. Valid where treatment was randomised.
/// Higher is better. The raw numbers grow with N; libraries' numbers of one name differ, see <see cref="CausalMlUplift"/>,
/// <see cref="PyliftQini"/>, <see cref="RankWeightedEffect"/>. Cost O(N log N).
/// </remarks>
public static class UpliftCurve
{
    /// <summary>Computes both curves, their areas and, where asked for, intervals.</summary>
    /// <param name="score">Predicted uplift, one per row; higher is ranked first.</param>
    /// <param name="treatment">Whether the row was treated, one per row.</param>
    /// <param name="outcome">y, one per row; 0 and 1 for a click, or any number.</param>
    /// <param name="weight">w, one per row, at least 0; empty means 1.</param>
    /// <param name="options">Settings; null means defaults.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static UpliftCurveMetrics Compute<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<bool> treatment, ReadOnlySpan<T> outcome, ReadOnlySpan<T> weight = default,
        UpliftCurveOptions? options = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        options = (options ?? new()).Validated();
        RankedArms arms = RankedArms.Of(score, treatment, outcome, weight, options.Ties);
        List<ArmSums> points = arms.Thresholds();
        ArmSums all = points[^1];
        string? reason = all.Treated > 0 && all.Control > 0
            ? null
            : $"An uplift curve needs both arms; all {arms.Count} rows are {(all.Treated > 0 ? "treated" : "controls")}.";

        UpliftCurveMetrics metrics = new()
        {
            Auuc = Area(points, arms, reason, sums => sums.Gain, PerfectGain),
            Qini = Area(points, arms, reason, sums => sums.Qini, ranked => PerfectQini(ranked, all, options.NegativeEffects)),
            AverageEffect = all.Effect,
            Treated = all.Treated,
            Control = all.Control,
            Curve = points.ConvertAll(sums => new UpliftCurvePoint(sums.Rows / all.Rows, sums.Gain, sums.Qini)),
            Reason = reason,
        };
        return reason is null ? Resampled(metrics, arms, options) : metrics;
    }

    /// <summary>∫₀¹ curve dφ by trapezoid over the thresholds.</summary>
    internal static double Integral(List<ArmSums> points, Func<ArmSums, double> curve)
    {
        double area = 0, previousRows = 0, previous = 0;
        foreach (ArmSums point in points)
        {
            double value = curve(point);
            area += (value + previous) / 2 * (point.Rows - previousRows);
            (previousRows, previous) = (point.Rows, value);
        }

        return area / points[^1].Rows;
    }

    private static UpliftArea Area(
        List<ArmSums> points, RankedArms arms, string? reason, Func<ArmSums, double> curve, Func<RankedArms, double> perfect)
    {
        ArmSums all = points[^1];
        if (reason is not null)
            return new UpliftArea(double.NaN, double.NaN, double.NaN, all.Rows, reason);

        double area = Integral(points, curve), random = curve(all) / 2;
        if (!arms.IsBinaryOutcome)
            return new UpliftArea(area, random, double.NaN, all.Rows, "The perfect ranking is defined for an outcome of 0 or 1 only.");

        double best = perfect(arms);
        if (double.IsNaN(best))
            return new UpliftArea(area, random, best, all.Rows, "The total effect is negative, which the assumption of no harm excludes.");

        // Both areas are sums of about N terms of size up to N: below this the difference is rounding.
        bool flat = Math.Abs(best - random) <= 1e-12 * Math.Max(1, all.Rows);
        return new UpliftArea(area, random, best, all.Rows, flat ? "A perfect ranking is no better than a random one on these rows." : null);
    }

    private static double PerfectGain(RankedArms arms)
    {
        int controlResponders = 0, treatedNonResponders = 0;
        arms.RankedBy((treated, outcome) =>
        {
            controlResponders += !treated && outcome == 1 ? 1 : 0;
            treatedNonResponders += treated && outcome == 0 ? 1 : 0;
            return 0;
        });
        bool byOutcome = controlResponders > treatedNonResponders;
        RankedArms ranked = arms.RankedBy((treated, outcome) =>
            2 * (treated == (outcome == 1) ? 1 : 0) + (byOutcome ? outcome : treated ? 1 : 0));
        return Integral(ranked.Thresholds(), sums => sums.Gain);
    }

    private static double PerfectQini(RankedArms arms, ArmSums all, bool negativeEffects)
    {
        if (negativeEffects)
            return Integral(arms.RankedBy((treated, outcome) => treated ? outcome : -outcome).Thresholds(), sums => sums.Qini);

        // Up to r = Y₁ − n₁Y₀/n₀ with slope 1, then level: (0,0), (r,r), (N,r).
        double rise = all.Qini;
        return rise < 0 ? double.NaN : (rise * rise / 2 + (all.Rows - rise) * rise) / all.Rows;
    }

    private static UpliftCurveMetrics Resampled(UpliftCurveMetrics metrics, RankedArms arms, UpliftCurveOptions options)
    {
        if (options.BootstrapDraws > 0)
        {
            double[] auuc = new double[options.BootstrapDraws], qini = new double[options.BootstrapDraws];
            Resampling.Bootstrap(arms.Count, options.BootstrapDraws, options.Seed, (draw, counts) =>
            {
                List<ArmSums> points = arms.Thresholds(counts);
                bool both = points[^1] is { Treated: > 0, Control: > 0 };
                auuc[draw] = both ? Integral(points, sums => sums.Gain) - points[^1].Gain / 2 : double.NaN;
                qini[draw] = both ? Integral(points, sums => sums.Qini) - points[^1].Qini / 2 : double.NaN;
            });
            metrics = metrics with
            {
                AuucInterval = Interval.Percentile(auuc, options.IntervalLevel),
                QiniInterval = Interval.Percentile(qini, options.IntervalLevel),
            };
        }

        if (options.PermutationDraws > 0)
        {
            double[] qini = new double[options.PermutationDraws];
            Resampling.Permute(arms.Count, options.PermutationDraws, options.Seed, (draw, order) =>
            {
                List<ArmSums> points = arms.InOrder(order).Thresholds();
                qini[draw] = Integral(points, sums => sums.Qini) - points[^1].Qini / 2;
            });
            metrics = metrics with { QiniPermutation = PermutationSpread.Of(metrics.Qini.AboveRandom, qini) };
        }

        return metrics;
    }
}
