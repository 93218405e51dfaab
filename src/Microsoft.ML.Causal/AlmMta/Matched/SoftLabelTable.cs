// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a match says about a touch being the cause of the produced work, bin by bin of the match.</summary>
/// <remarks>
/// <code>
/// o(bin) = P(bin | touches of producers) / P(bin | placebo items),   +½ in every count
/// base   = o pooled over matches that no cause gives,   r(bin) = clip(1 − base/o(bin), 0, 1)
/// </code>
/// A work may match a touch by chance, because it is of a kind that the user sees and makes anyway. Placebo items of the same cluster
/// have that chance and no other, so r is the share of matches of that height that have a cause.
/// </remarks>
internal sealed class SoftLabelTable
{
    /// <summary>Bins of a cosine on [−.2, 1].</summary>
    public const int CosineBins = 24;

    private const double LeastCosine = -0.2, CosineRange = 1.2, Smoothing = 0.5;

    // A cosine below .3 is what two works of different kinds have.
    private const int CausalFromBin = 10;

    private SoftLabelTable(bool isFlag, double[] odds, double noise)
    {
        (IsFlag, Odds, Base) = (isFlag, odds, noise);
        Labels = Array.ConvertAll(odds, o => Math.Clamp(1 - noise / o, 0, 1));
    }

    /// <summary>Whether matches are flags, 0 or 1, rather than cosines.</summary>
    public bool IsFlag { get; }

    /// <summary>o, by bin.</summary>
    public double[] Odds { get; }

    /// <summary>base.</summary>
    public double Base { get; }

    /// <summary>r, by bin.</summary>
    public double[] Labels { get; }

    /// <summary>Measures counts of matches.</summary>
    /// <param name="exposed">Touches of producers, by bin: 2 for flags, <see cref="CosineBins"/> for cosines.</param>
    /// <param name="placebo">Placebo items, by bin; any scale.</param>
    public static SoftLabelTable Of(ReadOnlySpan<double> exposed, ReadOnlySpan<double> placebo)
    {
        int bins = exposed.Length, low = bins == 2 ? 1 : CausalFromBin;
        double exposedTotal = Sum(exposed), placeboTotal = Sum(placebo);
        var odds = new double[bins];
        for (int b = 0; b < bins; b++)
            odds[b] = (exposed[b] + Smoothing) / exposedTotal / ((placebo[b] + Smoothing) / placeboTotal);
        double noise = Sum(exposed[..low]) / exposedTotal / (Sum(placebo[..low]) / placeboTotal);
        return new(bins == 2, odds, noise);

        static double Sum(ReadOnlySpan<double> counts)
        {
            double sum = 0;
            foreach (double count in counts)
                sum += count + Smoothing;
            return sum;
        }
    }

    /// <summary>The bin of a match.</summary>
    public static int Bin(double match, bool isFlag) => isFlag
        ? match > 0.5 ? 1 : 0
        : Math.Clamp((int)Math.Floor((match - LeastCosine) / CosineRange * CosineBins), 0, CosineBins - 1);

    /// <summary>Divides a row's labels by their sum where that is above 1: a work has one cause.</summary>
    public static void Cap(Span<double> labels)
    {
        double sum = 0;
        foreach (double r in labels)
            sum += r;
        if (sum <= 1)
            return;
        foreach (ref double r in labels)
            r /= sum;
    }
}
