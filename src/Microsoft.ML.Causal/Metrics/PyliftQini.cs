// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The Q family of the pylift library, for comparison with published numbers: areas over φ ∈ [0, 1], per treated row.</summary>
/// <remarks>
/// <code>
/// qini  = Y₁/N₁ − Y₀/N₀,   adjusted qini = Y₁/N₁ − Y₀ n₁/(n₀N₁),   cumulative gains = (Y₁/n₁ − Y₀/n₀)(n₁ + n₀)/N
/// Q     = area under the curve − area under its chord
/// </code>
/// The maxima are Q of a best qini curve, from the response rates r₁ and r₀ of the arms, the arms weighted alike. Unit: outcomes per row of
/// an arm; higher is better. For an outcome of 0 or 1.
/// </remarks>
/// <param name="Qini">Q of the qini curve.</param>
/// <param name="AdjustedQini">Q of the adjusted qini curve.</param>
/// <param name="CumulativeGains">Q of the cumulative gains curve.</param>
/// <param name="Maximum">Largest possible Q of these rows: treated responders first, control responders last.</param>
/// <param name="PracticalMaximum">Q if r₁ of all rows were persuadable, r₀ harmed, nobody else responding; NaN if r₁ + r₀ &gt; 1.</param>
/// <param name="Reason">Why the numbers are NaN, or null.</param>
public sealed record PyliftQini(
    double Qini, double AdjustedQini, double CumulativeGains, double Maximum, double PracticalMaximum, string? Reason)
{
    /// <summary>q1 = <see cref="Qini"/> ÷ <see cref="Maximum"/>; NaN when the maximum is 0.</summary>
    public double ShareOfMaximum => Maximum != 0 ? Qini / Maximum : double.NaN;

    /// <summary>q2 = <see cref="Qini"/> ÷ <see cref="PracticalMaximum"/>; NaN when that is 0.</summary>
    public double ShareOfPracticalMaximum => PracticalMaximum != 0 ? Qini / PracticalMaximum : double.NaN;

    /// <summary>Computes the family.</summary>
    /// <param name="score">Predicted uplift, one per row; higher is ranked first.</param>
    /// <param name="treatment">Whether the row was treated, one per row.</param>
    /// <param name="outcome">y, 0 or 1, one per row.</param>
    /// <param name="ties">Grouped (default), or RowOrder as the library does.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length, or the outcome is not 0 or 1.</exception>
    public static PyliftQini Compute<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<bool> treatment, ReadOnlySpan<T> outcome, TieHandling ties = TieHandling.Grouped)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RankedArms arms = RankedArms.Of(score, treatment, outcome, default, ties);
        if (!arms.IsBinaryOutcome)
            throw new ArgumentException("The outcome of these curves must be 0 or 1; another value was found.", nameof(outcome));

        List<ArmSums> points = arms.Thresholds();
        ArmSums all = points[^1];
        if (double.IsNaN(all.Effect))
            return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, "An uplift curve needs both arms.");

        double treatedRate = all.TreatedOutcome / all.Treated, controlRate = all.ControlOutcome / all.Control;
        return new(
            AboveChord(points, sums => sums.TreatedOutcome / all.Treated - sums.ControlOutcome / all.Control),
            AboveChord(points, sums => sums.Qini / all.Treated),
            AboveChord(points, sums => sums.Gain / all.Rows),
            BestAboveChord(treatedRate, controlRate, riseEnd: treatedRate / 2, fallStart: 1 - controlRate / 2),
            treatedRate + controlRate > 1
                ? double.NaN
                : BestAboveChord(treatedRate, controlRate, riseEnd: treatedRate, fallStart: 1 - controlRate),
            null);
    }

    private static double AboveChord(List<ArmSums> points, Func<ArmSums, double> curve) =>
        UpliftCurve.Integral(points, curve) - curve(points[^1]) / 2;

    /// <summary>Area above the chord of (0,0), (riseEnd,r₁), (fallStart,r₁), (1,r₁−r₀).</summary>
    private static double BestAboveChord(double r1, double r0, double riseEnd, double fallStart) =>
        riseEnd * r1 / 2 + (fallStart - riseEnd) * r1 + (1 - fallStart) * (r1 + r1 - r0) / 2 - (r1 - r0) / 2;
}
