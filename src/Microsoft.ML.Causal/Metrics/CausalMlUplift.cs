// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>AUUC and Qini as the causalml library defines them, for comparison with published numbers.</summary>
/// <remarks>
/// <code>
/// lift_k = Y₁/n₁ − Y₀/n₀ over the top k; where an arm is empty it is interpolated along k, from lift_0 = 0, and held after the last
/// AUUC = Σ_{k=0..N} k·lift_k / (N+1);   Qini = Σ_{k=0..N} ( qini_k − qini_N k/N ) / (N+1),   qini_k = Y₁ − Y₀ n₁/n₀, likewise where n₀ = 0
/// </code>
/// A mean over k, not a trapezoid. That library's default divides both by the curve's end, |gain_N| and |qini_N|, which is proportional to
/// the average effect and blows up near 0: not done here, the ends are reported instead. Raw, in outcomes; higher is better.
/// </remarks>
/// <param name="Auuc">Mean of the gain curve, raw; NaN when undefined.</param>
/// <param name="Qini">Mean distance of the Qini curve from its chord, raw; NaN when undefined.</param>
/// <param name="FinalGain">gain_N = N · average effect.</param>
/// <param name="FinalQini">qini_N.</param>
/// <param name="Reason">Why the numbers are NaN, or null.</param>
public sealed record CausalMlUplift(double Auuc, double Qini, double FinalGain, double FinalQini, string? Reason)
{
    /// <summary>Computes both numbers.</summary>
    /// <param name="score">Predicted uplift, one per row; higher is ranked first.</param>
    /// <param name="treatment">Whether the row was treated, one per row.</param>
    /// <param name="outcome">y, one per row.</param>
    /// <param name="ties">Grouped (default): sums rise evenly within equal scores. RowOrder: as the library does.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static CausalMlUplift Compute<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<bool> treatment, ReadOnlySpan<T> outcome, TieHandling ties = TieHandling.Grouped)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArmSums[] positions = RankedArms.Of(score, treatment, outcome, default, ties).Positions();
        int n = positions.Length - 1;
        if (double.IsNaN(positions[n].Effect))
            return new(double.NaN, double.NaN, double.NaN, double.NaN, "An uplift curve needs both arms.");

        double[] lift = Interpolated(positions, sums => sums.Effect);
        double[] qini = Interpolated(positions, sums => sums.Control > 0 ? sums.Qini : double.NaN);
        double gainSum = 0, qiniSum = 0;
        for (int k = 0; k <= n; k++)
        {
            gainSum += k * lift[k];
            qiniSum += qini[k] - qini[n] * k / n;
        }

        return new(gainSum / (n + 1), qiniSum / (n + 1), n * lift[n], qini[n], null);
    }

    /// <summary>The curve from 0 at k = 0, straight across gaps. The last position is never a gap: both arms are there.</summary>
    private static double[] Interpolated(ArmSums[] positions, Func<ArmSums, double> curve)
    {
        double[] values = new double[positions.Length];
        int known = 0;
        for (int k = 1; k < positions.Length; k++)
        {
            double value = curve(positions[k]);
            if (double.IsNaN(value))
                continue;
            for (int gap = known + 1; gap < k; gap++)
                values[gap] = values[known] + (value - values[known]) * (gap - known) / (k - known);
            values[k] = value;
            known = k;
        }

        return values;
    }
}
