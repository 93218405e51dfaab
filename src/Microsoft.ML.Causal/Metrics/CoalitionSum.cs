// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Sums behind <see cref="ShapleyValues"/>, on spans.</summary>
internal static class CoalitionSum
{
    /// <summary>Writes φ of each player from the worth of all coalitions.</summary>
    /// <param name="worth">v by coalition, [2ⁿ], player j in it where bit j is set.</param>
    /// <param name="values">Receives φ, [n].</param>
    public static void Shapley(ReadOnlySpan<double> worth, Span<double> values)
    {
        int n = values.Length;
        Span<double> weights = stackalloc double[n];

        // |S|!(n−|S|−1)!/n! = 1/(n·C(n−1,|S|)), by the recurrence of the binomials.
        double binomial = 1;
        for (int size = 0; size < n; size++)
        {
            weights[size] = 1 / (n * binomial);
            binomial *= (n - 1 - size) / (double)(size + 1);
        }

        values.Clear();
        for (int coalition = 0; coalition < worth.Length; coalition++)
        {
            int size = BitOperations.PopCount((uint)coalition);
            for (int j = 0; j < n; j++)
            {
                if ((coalition & (1 << j)) == 0)
                    values[j] += weights[size] * (worth[coalition | (1 << j)] - worth[coalition]);
            }
        }
    }

    /// <summary>Turns sums and sums of squares over <paramref name="count"/> draws into means and their standard errors, in place.</summary>
    public static void MeanAndError(Span<double> sums, Span<double> squares, int count)
    {
        for (int j = 0; j < sums.Length; j++)
        {
            squares[j] = Math.Sqrt(Math.Max(0, squares[j] - sums[j] * sums[j] / count) / (count - 1) / count);
            sums[j] /= count;
        }
    }
}
