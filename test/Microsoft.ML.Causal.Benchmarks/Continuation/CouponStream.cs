// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>UniMVT on a stream of coupon logs.</summary>
internal static class CouponStream
{
    /// <summary>Prints a row per draw and way to fit.</summary>
    public static void Print(string folder, int parts, int seeds)
    {
        Console.WriteLine("| UniMVT | draw | Q | PEHE | base AUC | base log-loss | training, CPU s |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach ((string stem, string name) in new[] { ("syn1-prob", "Syn-1"), ("syn3-prob", "Syn-3") })
        {
            CouponDraw draw = CouponDraw.Read(folder, stem, name);
            Print(name, "all rows at once", seeds, seed => Fit(draw, seed, [.. Enumerable.Range(0, draw.Training.Rows)]));
            Print(name, $"{parts} parts, continued", seeds, seed => Fit(draw, seed, [.. Enumerable.Range(0, parts).Select(part => Part(draw, part, parts, seed))]));
            Print(name, "the last part alone", seeds, seed => Fit(draw, seed, Part(draw, parts - 1, parts, seed)));
        }
    }

    private static UniMvtJudgement Fit(CouponDraw draw, int seed, params int[][] parts)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        UniMvtModel? model = null;
        foreach (int[] rows in parts)
        {
            model = UniMvtTrainer.Fit(
                new UniMvtOptions { InputEncoding = InputEncoding.Periodic }, draw.Training.Take(rows), seed, SilentMonitor.Instance, CancellationToken.None,
                model is null ? null : new UniMvtFormer(model));
        }

        return UniMvtJudgement.Of(model!, draw, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
    }

    /// <summary>The logs' rows in an order of the seed's, cut into parts.</summary>
    private static int[] Part(CouponDraw draw, int part, int parts, int seed)
    {
        int n = draw.Training.Rows;
        int[] order = [.. Enumerable.Range(0, n)];
        new RandomStream(seed, "parts").Shuffle(order.AsSpan());
        return order[(int)((long)n * part / parts)..(int)((long)n * (part + 1) / parts)];
    }

    private static void Print(string draw, string way, int seeds, Func<int, UniMvtJudgement> fit)
    {
        UniMvtJudgement mean = UniMvtJudgement.Mean([.. Enumerable.Range(1, seeds).Select(fit)]);
        Console.WriteLine(FormattableString.Invariant(
            $"| {way} | {draw} | {mean.Q:F1} | {mean.Pehe:F4} | {mean.BaseAuc:F4} | {mean.BaseLogLoss:F4} | {mean.TrainingSeconds:F1} |"));
    }
}
