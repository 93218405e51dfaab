// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Doubly robust (AIPW) pseudo-outcomes of the effect of a binary treatment (Robins, Rotnitzky and Zhao 1994).</summary>
/// <remarks>
/// <code>ψ = μ₁(x) − μ₀(x) + w (y − μ₁(x))/e(x) − (1 − w)(y − μ₀(x))/(1 − e(x))</code>
/// The mean of ψ over rows alike in x estimates their effect if either μ or e is right. Unit: that of y. Trap: heavy tails where e nears
/// 0 or 1; clip the propensity first, and say how many rows that touched.
/// </remarks>
public static class DoublyRobustScore
{
    /// <summary>ψ of one row.</summary>
    /// <param name="treated">w.</param>
    /// <param name="outcome">y.</param>
    /// <param name="treatedMean">μ₁(x), expected outcome under treatment.</param>
    /// <param name="controlMean">μ₀(x), expected outcome without.</param>
    /// <param name="propensity">e(x) = P(w = 1 | x), in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The propensity is not in (0, 1).</exception>
    public static T Compute<T>(bool treated, T outcome, T treatedMean, T controlMean, T propensity) where T : IFloatingPointIeee754<T>
    {
        if (!(propensity > T.Zero && propensity < T.One))
            throw new ArgumentOutOfRangeException(nameof(propensity), "A propensity must lie strictly between 0 and 1; clip it first.");
        return treatedMean - controlMean
            + (treated ? (outcome - treatedMean) / propensity : -(outcome - controlMean) / (T.One - propensity));
    }
}
