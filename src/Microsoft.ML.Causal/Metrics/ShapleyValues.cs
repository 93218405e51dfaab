// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Shapley values: what each player adds to a coalition, averaged over all orders in which the players may come in (Shapley 1953).</summary>
/// <remarks>
/// <code>
/// φ_j = Σ_{S ∌ j} |S|! (n−|S|−1)!/n! · (v(S ∪ j) − v(S)),   Σ_j φ_j = v(all) − v(∅)
/// </code>
/// Coalitions that come from random orders already have these weights: their plain mean is the estimate. Dividing by the chance of a coalition
/// as well, as ALM-MTA's eq. 18 has it, counts it twice and makes values whose sum is not v(all) − v(∅). Unit: that of v.
/// </remarks>
/// <param name="Values">φ, one per player.</param>
/// <param name="Errors">Standard error of each; 0 where exact.</param>
public sealed record ShapleyValues(IReadOnlyList<double> Values, IReadOnlyList<double> Errors)
{
    // 2²⁰ coalitions of doubles are 8 MB.
    private const int MostPlayersExactly = 20, MostPlayers = 64;

    /// <summary>Values from all 2ⁿ coalitions.</summary>
    /// <param name="players">n, 0 to 20.</param>
    /// <param name="value">v: the worth of a coalition, in which player j is where bit j is set.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more players.</exception>
    public static ShapleyValues Exact(int players, Func<ulong, double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(players);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(players, MostPlayersExactly);
        var worth = new double[1 << players];
        for (int coalition = 0; coalition < worth.Length; coalition++)
            worth[coalition] = value((ulong)coalition);
        var values = new double[players];
        CoalitionSum.Shapley(worth, values);
        return new(values, new double[players]);
    }

    /// <summary>Values from random orders, each taken forwards and backwards: what comes early in one comes late in the other.</summary>
    /// <param name="players">n, 0 to 64.</param>
    /// <param name="value">v: the worth of a coalition, in which player j is where bit j is set.</param>
    /// <param name="orders">Number of orders, at least 2.</param>
    /// <param name="seed">Seed of the orders.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more players, or fewer orders.</exception>
    public static ShapleyValues Sample(int players, Func<ulong, double> value, int orders, int seed)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(players);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(players, MostPlayers);
        ArgumentOutOfRangeException.ThrowIfLessThan(orders, 2);
        var random = new RandomStream(seed, "shapley");
        int[] order = [.. Enumerable.Range(0, players)];
        double[] values = new double[players], errors = new double[players], pair = new double[players];
        double nobody = value(0);
        for (int k = 0; k < orders; k++)
        {
            random.Shuffle(order.AsSpan());
            Array.Clear(pair);
            for (int way = 0; way < 2; way++)
            {
                ulong coalition = 0;
                double before = nobody;
                foreach (int player in order)
                {
                    coalition |= 1UL << player;
                    double after = value(coalition);
                    pair[player] += (after - before) / 2;
                    before = after;
                }

                Array.Reverse(order);
            }

            for (int j = 0; j < players; j++)
            {
                values[j] += pair[j];
                errors[j] += pair[j] * pair[j];
            }
        }

        CoalitionSum.MeanAndError(values, errors, orders);
        return new(values, errors);
    }
}
