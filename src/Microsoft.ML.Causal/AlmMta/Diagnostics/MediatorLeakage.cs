// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a mediator, or its proxy, tells of the outcome beyond context and journey, by a probe that is fitted anew.</summary>
/// <remarks>
/// <code>excess = AUC(Y; logistic regression on (X,T) summaries and M) − AUC(Y; the same on (X,T) summaries)</code>
/// Half of the users fit both regressions, the other half judge them; the interval is that of a bootstrap over the judging users. A
/// discriminator that was trained against the mediator may be dead, so that its failure proves nothing; a fresh one is not. A valid
/// mediator has an excess too, for it carries the effect: a large one calls for a look at when the proxy was recorded, it is no verdict.
/// </remarks>
/// <param name="Auc">AUC without the mediator, in [0, 1]; NaN where either half of the users has one class.</param>
/// <param name="AucWithMediator">AUC with it.</param>
/// <param name="Interval">Bootstrap interval of the excess; null where none was asked for or can be had.</param>
/// <param name="Rows">Rows that judge.</param>
public sealed record MediatorLeakage(double Auc, double AucWithMediator, Interval? Interval, int Rows)
{
    /// <summary>Gets the excess AUC, in [−1, 1].</summary>
    public double Excess => AucWithMediator - Auc;

    /// <summary>Computes the excess and its interval. Give rows that the model was not trained on.</summary>
    /// <param name="summaries">What is known of context and journey, row-major, [n,d].</param>
    /// <param name="mediator">What is known of the mediator, row-major, [n,e].</param>
    /// <param name="label">y, [n].</param>
    /// <param name="user">User of each row; empty makes each row its own.</param>
    /// <param name="penalty">Ridge penalty on standardised columns. Range [0, ∞). Default 1.</param>
    /// <param name="draws">Bootstrap draws; 0 gives no interval. Default 200.</param>
    /// <param name="seed">Seed of split and bootstrap.</param>
    /// <param name="level">Level of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">There is no row, lengths differ, or a value is not finite.</exception>
    public static MediatorLeakage Compute(
        ReadOnlySpan<double> summaries, ReadOnlySpan<double> mediator, ReadOnlySpan<bool> label, ReadOnlySpan<int> user = default, double penalty = 1,
        int draws = 200, int seed = 0, double level = 0.95)
    {
        int n = label.Length;
        MetricInput.NotEmpty(n, nameof(label));
        ArgumentOutOfRangeException.ThrowIfNegative(penalty);
        int width = summaries.Length / n, extra = mediator.Length / n;
        MetricInput.SameLength(summaries.Length, width * n, nameof(summaries));
        MetricInput.SameLength(mediator.Length, extra * n, nameof(mediator));
        double[] without = MetricInput.Finite(summaries, nameof(summaries)), added = MetricInput.Finite(mediator, nameof(mediator));
        if (!user.IsEmpty)
            MetricInput.SameLength(user.Length, n, nameof(user));

        var with = new double[n * (width + extra)];
        for (int i = 0; i < n; i++)
        {
            without.AsSpan(i * width, width).CopyTo(with.AsSpan(i * (width + extra)));
            added.AsSpan(i * extra, extra).CopyTo(with.AsSpan(i * (width + extra) + width));
        }

        int[] users = user.IsEmpty ? [.. Enumerable.Range(0, n)] : user.ToArray();
        int[] shuffled = [.. users.Distinct().Order()];
        new RandomStream(seed, "probe").Shuffle(shuffled.AsSpan());
        var place = new Dictionary<int, int>();
        foreach (int who in shuffled.AsSpan(shuffled.Length / 2))
            place[who] = place.Count;
        int[] fitting = [.. Enumerable.Range(0, n).Where(i => !place.ContainsKey(users[i]))];
        int[] judging = [.. Enumerable.Range(0, n).Where(i => place.ContainsKey(users[i]))];
        bool[] fitLabel = Labels(label, fitting), judgeLabel = Labels(label, judging);
        if (!Both(fitLabel) || !Both(judgeLabel))
            return new(double.NaN, double.NaN, null, judging.Length);

        double[] plain = Logits(without, width), informed = Logits(with, width + extra);
        var excess = new double[draws];
        var weight = new double[judging.Length];
        Resampling.Bootstrap(place.Count, draws, seed, (draw, times) =>
        {
            for (int k = 0; k < judging.Length; k++)
                weight[k] = times[place[users[judging[k]]]];
            excess[draw] = weight.Sum() > 0 ? Area(informed, judgeLabel, weight) - Area(plain, judgeLabel, weight) : double.NaN;
        });
        bool any = excess.Any(double.IsFinite);
        return new(
            Area(plain, judgeLabel, []), Area(informed, judgeLabel, []), any ? Causal.Interval.Percentile(excess, level) : null, judging.Length);

        double[] Logits(double[] features, int columns)
        {
            double[] fit = [.. fitting.SelectMany(i => features[(i * columns)..((i + 1) * columns)])];
            LogisticProbe probe = LogisticProbe.Fit(fit, fitLabel, columns, penalty);
            return [.. judging.Select(i => probe.Logit(features.AsSpan(i * columns, columns)))];
        }
    }

    private static double Area(double[] score, bool[] label, double[] weight) => AreaUnderRocCurve.Compute<double>(score, label, weight);

    private static bool Both(bool[] label) => label.Contains(true) && label.Contains(false);

    private static bool[] Labels(ReadOnlySpan<bool> label, int[] rows)
    {
        var chosen = new bool[rows.Length];
        for (int k = 0; k < rows.Length; k++)
            chosen[k] = label[rows[k]];
        return chosen;
    }
}
