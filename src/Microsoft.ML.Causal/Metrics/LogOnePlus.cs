// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>ln(1 + x) that keeps its digits near x = 0, which <see cref="double.LogP1"/> does not promise.</summary>
internal static class LogOnePlus
{
    public static double Of(double x)
    {
        double sum = 1 + x;
        // The rounding error of 1 + x cancels in the ratio.
        return sum == 1 ? x : double.IsInfinity(sum) || sum == 0 ? Math.Log(sum) : Math.Log(sum) * (x / (sum - 1));
    }
}
