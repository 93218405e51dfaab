// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The step size of the cores: from its peak down to a fiftieth of it, along a cosine.</summary>
internal static class CosineDecay
{
    private const double Least = 0.02;

    /// <summary>The step size of a step of <paramref name="steps"/>.</summary>
    public static double At(double peak, int step, int steps) => peak * (Least + (1 - Least) * 0.5 * (1 + Math.Cos(Math.PI * step / steps)));
}
