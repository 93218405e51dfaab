// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Unequal sampling by strata: all positive rows of a stratum and a random share of its negative ones, and what takes models back.</summary>
/// <remarks>
/// <code>r_s = min(1, P_s·(n⁻/n⁺)/N_s),   shift_s = logit(P_s/(P_s + N_s)) − logit(P_s/(P_s + r_s N_s)) = log r_s</code>
/// with P_s and N_s the positive and negative rows of the stratum. A stratum that lacks either class is kept whole.
/// </remarks>
internal sealed class StratifiedSample
{
    private StratifiedSample(int[] rows, StratumSampling[] strata) => (Rows, Strata) = (rows, strata);

    /// <summary>Rows that were kept, in rising order.</summary>
    public int[] Rows { get; }

    /// <summary>What happened to each stratum.</summary>
    public StratumSampling[] Strata { get; }

    /// <summary>Draws a sample.</summary>
    /// <param name="rows">Rows to draw from.</param>
    /// <param name="stratum">Stratum of each of them.</param>
    /// <param name="label">y of each of them.</param>
    /// <param name="negativesPerPositive">n⁻/n⁺; 1.5 gives two to three.</param>
    /// <param name="random">Draws.</param>
    public static StratifiedSample Draw(
        ReadOnlySpan<int> rows, ReadOnlySpan<int> stratum, ReadOnlySpan<bool> label, double negativesPerPositive, RandomStream random)
    {
        int strata = 0;
        foreach (int s in stratum)
            strata = Math.Max(strata, s + 1);
        var kept = new List<int>();
        var sampled = new StratumSampling[strata];
        for (int s = 0; s < strata; s++)
        {
            var negatives = new List<int>();
            int positives = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                if (stratum[i] != s)
                    continue;
                if (label[i])
                {
                    positives++;
                    kept.Add(rows[i]);
                }
                else
                {
                    negatives.Add(rows[i]);
                }
            }

            int wanted = positives == 0 ? negatives.Count : Math.Min(negatives.Count, (int)Math.Round(positives * negativesPerPositive));
            int[] order = [.. negatives];
            random.Shuffle(order.AsSpan());
            kept.AddRange(order.AsSpan(0, wanted));
            sampled[s] = new(positives, negatives.Count, wanted);
        }

        kept.Sort();
        return new([.. kept], sampled);
    }
}
