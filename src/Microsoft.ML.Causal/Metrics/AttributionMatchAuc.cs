// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>
/// How well effects find the touches that the produced work matches, among the touches of the same row: a check of validity that
/// needs no truth and that a confounder of the row cannot fool.
/// </summary>
/// <remarks>
/// <code>AUC = mean over rows of the share of pairs (matched, unmatched touch of the row) with Δ̂ matched &gt; Δ̂ unmatched; ties count ½</code>
/// Only rows with both kinds count. Use exact matches, and rows of users that the model has not seen: a model trained on matches
/// knows those of its training rows. The interval is that of a bootstrap over users.
/// </remarks>
/// <param name="Value">The mean, in [0, 1]; ½ for scores without a clue. NaN without such rows.</param>
/// <param name="Interval">Bootstrap interval of the mean, or null where none was asked for or can be had.</param>
/// <param name="Rows">Rows that count.</param>
public sealed record AttributionMatchAuc(double Value, Interval? Interval, int Rows)
{
    /// <summary>Computes the mean and its interval.</summary>
    /// <param name="estimate">Δ̂ of each touch, row after row.</param>
    /// <param name="matched">Whether each touch is matched.</param>
    /// <param name="offsets">First touch of each row, then the number of touches.</param>
    /// <param name="user">User of each row; empty makes each row its own.</param>
    /// <param name="draws">Bootstrap draws; 0 gives no interval.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="level">Level of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">There is no touch, lengths differ, a value is not finite, or the offsets do not fit.</exception>
    public static AttributionMatchAuc Compute(
        ReadOnlySpan<float> estimate, ReadOnlySpan<bool> matched, ReadOnlySpan<int> offsets, ReadOnlySpan<int> user = default, int draws = 200, int seed = 0,
        double level = 0.95)
    {
        MetricInput.NotEmpty(estimate.Length, nameof(estimate));
        MetricInput.SameLength(matched.Length, estimate.Length, nameof(matched));
        JourneyOffsets.Check(offsets, estimate.Length, nameof(offsets));
        if (!user.IsEmpty)
            MetricInput.SameLength(user.Length, offsets.Length - 1, nameof(user));
        double[] scores = MetricInput.Finite(estimate, nameof(estimate));

        // Sums and counts by user, in order of appearance: what a bootstrap over users draws.
        var places = new Dictionary<int, int>();
        var sums = new List<double>();
        var counts = new List<int>();
        for (int i = 0; i + 1 < offsets.Length; i++)
        {
            double share = Share(scores.AsSpan(offsets[i]..offsets[i + 1]), matched[offsets[i]..offsets[i + 1]]);
            if (double.IsNaN(share))
                continue;
            int who = user.IsEmpty ? i : user[i];
            if (!places.TryGetValue(who, out int place))
            {
                places[who] = place = sums.Count;
                sums.Add(0);
                counts.Add(0);
            }

            sums[place] += share;
            counts[place]++;
        }

        int rows = counts.Sum();
        if (rows == 0)
            return new(double.NaN, null, 0);
        var means = new double[draws];
        Resampling.Bootstrap(sums.Count, draws, seed, (draw, times) =>
        {
            double sum = 0, count = 0;
            for (int u = 0; u < times.Length; u++)
            {
                sum += times[u] * sums[u];
                count += times[u] * counts[u];
            }

            means[draw] = sum / count;
        });
        return new(sums.Sum() / rows, draws > 0 ? Causal.Interval.Percentile(means, level) : null, rows);
    }

    private static double Share(ReadOnlySpan<double> scores, ReadOnlySpan<bool> matched)
    {
        double won = 0;
        int pairs = 0;
        for (int a = 0; a < scores.Length; a++)
        for (int b = 0; b < scores.Length; b++)
        {
            if (!matched[a] || matched[b])
                continue;
            pairs++;
            won += scores[a] > scores[b] ? 1 : scores[a] == scores[b] ? 0.5 : 0;
        }

        return pairs > 0 ? won / pairs : double.NaN;
    }
}
