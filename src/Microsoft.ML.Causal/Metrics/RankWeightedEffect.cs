// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>RATE: rank-weighted average treatment effects (Yadlowsky et al. 2021), on the grid that the causalml library uses.</summary>
/// <remarks>
/// <code>
/// TOC(q) = effect in the top q − effect in all rows, q = k/N;   0 where an arm is empty in the top q
/// RATE   = Σ_j α(q_j) TOC_j / Σ_j α(q_j)   over the N cells of the grid, with cell midpoints q_j and mean TOC_j of a cell's ends
/// AUTOC: α(q) = 1/q (the top counts most);   Qini: α(q) = q (all rows count alike)
/// </code>
/// Unit: that of the effect. 0 for a random ranking, higher is better. The weights sum to 1, so the scale differs from the paper's integral.
/// Trap: on a small top one arm may be missing; those cells are counted as 0, see <see cref="EmptyCells"/>.
/// </remarks>
/// <param name="Autoc">RATE with α(q) = 1/q; NaN when undefined.</param>
/// <param name="Qini">RATE with α(q) = q; NaN when undefined.</param>
/// <param name="Toc">TOC at q = 0, 1/N, …, 1.</param>
/// <param name="EmptyCells">Number of positions k ≥ 1 whose top had one arm only.</param>
/// <param name="Reason">Why the numbers are NaN, or null.</param>
public sealed record RankWeightedEffect(double Autoc, double Qini, IReadOnlyList<double> Toc, int EmptyCells, string? Reason)
{
    /// <summary>Computes both numbers and the curve.</summary>
    /// <param name="score">Predicted uplift, one per row; higher is ranked first.</param>
    /// <param name="treatment">Whether the row was treated, one per row.</param>
    /// <param name="outcome">y, one per row.</param>
    /// <param name="ties">Grouped (default): sums rise evenly within equal scores. RowOrder: as the library does.</param>
    /// <exception cref="ArgumentException">The spans are empty, differ in length or hold values that are not finite.</exception>
    public static RankWeightedEffect Compute<T>(
        ReadOnlySpan<T> score, ReadOnlySpan<bool> treatment, ReadOnlySpan<T> outcome, TieHandling ties = TieHandling.Grouped)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArmSums[] positions = RankedArms.Of(score, treatment, outcome, default, ties).Positions();
        double average = positions[^1].Effect;
        if (double.IsNaN(average))
            return new(double.NaN, double.NaN, [], positions.Length - 1, "A treatment effect needs both arms.");

        double[] toc = new double[positions.Length];
        int empty = 0;
        for (int k = 1; k < toc.Length; k++)
        {
            double effect = positions[k].Effect;
            empty += double.IsNaN(effect) ? 1 : 0;
            toc[k] = double.IsNaN(effect) ? 0 : effect - average;
        }

        return new(Weighted(toc, q => 1 / q), Weighted(toc, q => q), toc, empty, null);
    }

    private static double Weighted(double[] toc, Func<double, double> alpha)
    {
        double sum = 0, weights = 0;
        int n = toc.Length - 1;
        for (int j = 0; j < n; j++)
        {
            double weight = alpha((j + 0.5) / n);
            sum += weight * (toc[j] + toc[j + 1]) / 2;
            weights += weight;
        }

        return sum / weights;
    }
}
