// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Metrics;

/// <summary>Small data sets whose metrics were computed with the peer libraries' own functions.</summary>
internal sealed record UpliftExample(double[] Score, bool[] Treatment, double[] Outcome)
{
    /// <summary>Tolerance for numbers printed with ten decimals: half a unit of the last one, doubled.</summary>
    public const double Printed = 1e-10;

    /// <summary>Ten rows, no equal scores.</summary>
    public static UpliftExample A { get; } = new(
        [.95, .90, .80, .75, .60, .55, .40, .30, .20, .10], Flags(1, 0, 1, 0, 1, 0, 1, 0, 1, 0), [1, 0, 1, 0, 1, 1, 0, 0, 0, 1]);

    /// <summary>Eight rows, equal scores.</summary>
    public static UpliftExample B { get; } = new(
        [.9, .9, .5, .5, .5, .2, .2, .1], Flags(1, 1, 0, 1, 0, 0, 1, 0), [1, 0, 0, 1, 1, 0, 1, 1]);

    /// <summary>Average effect 0.</summary>
    public static UpliftExample NoEffect { get; } = new([.9, .8, .7, .6], Flags(1, 0, 1, 0), [1, 0, 0, 1]);

    /// <summary>A with outcomes whose average effect is −0.6.</summary>
    public static UpliftExample NegativeEffect { get; } = A with { Outcome = [0, 1, 0, 1, 0, 0, 1, 1, 0, 1] };

    public UpliftExample ScoreReversed => this with { Score = Array.ConvertAll(Score, s => -s) };

    public UpliftExample RowsReversed => InRows([.. Enumerable.Range(0, Score.Length).Reverse()]);

    public UpliftExample InRows(int[] rows) => new(
        Array.ConvertAll(rows, i => Score[i]), Array.ConvertAll(rows, i => Treatment[i]), Array.ConvertAll(rows, i => Outcome[i]));

    public static bool[] Flags(params int[] values) => Array.ConvertAll(values, value => value == 1);
}
