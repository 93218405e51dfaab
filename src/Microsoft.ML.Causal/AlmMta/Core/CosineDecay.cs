// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A step size that falls from its peak to a share of it along a cosine.</summary>
internal static class CosineDecay
{
    /// <summary>What the step size of a core falls to: its priors' precisions change until the end, and late steps must not undo them.</summary>
    public const double CoreFloor = 0.02;

    /// <summary>What the step size of networks alone falls to.</summary>
    public const double NetworkFloor = 0.1;

    /// <summary>The step size of step <paramref name="step"/> of <paramref name="steps"/>.</summary>
    public static double At(double peak, double floor, int step, int steps) =>
        peak * (floor + (1 - floor) * 0.5 * (1 + Math.Cos(Math.PI * step / steps)));
}
