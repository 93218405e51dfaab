// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a metric does when the ranking carries no information: its values under random rankings of the same rows.</summary>
/// <param name="Mean">Mean over the permutations, in the metric's unit.</param>
/// <param name="StandardDeviation">Sample standard deviation over the permutations: the metric's noise on these rows.</param>
/// <param name="PValue">(1 + number of permutations at or above the observed value) / (1 + permutations), in (0, 1]; one-sided.</param>
/// <param name="Draws">Number of permutations.</param>
public sealed record PermutationSpread(double Mean, double StandardDeviation, double PValue, int Draws)
{
    internal static PermutationSpread Of(double observed, ReadOnlySpan<double> draws)
    {
        double mean = 0;
        int atLeast = 0;
        foreach (double draw in draws)
        {
            mean += draw;
            if (draw >= observed)
                atLeast++;
        }

        mean /= draws.Length;
        double squares = 0;
        foreach (double draw in draws)
            squares += (draw - mean) * (draw - mean);

        double deviation = draws.Length > 1 ? Math.Sqrt(squares / (draws.Length - 1)) : double.NaN;
        return new PermutationSpread(mean, deviation, (1.0 + atLeast) / (1.0 + draws.Length), draws.Length);
    }
}
