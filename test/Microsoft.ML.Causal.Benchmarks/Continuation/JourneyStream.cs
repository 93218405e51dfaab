// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>ALM-MTA on a stream of journeys.</summary>
internal static class JourneyStream
{
    private static readonly (string Name, AlmMtaOptions Options)[] Forms =
    [
        ("observed, core", new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off }),
        ("observed, core, tables given", new()
        {
            ProxyColumnName = "R", Stack = AlmMtaStack.Off, EmissionWhenInspired = [.383, .617], EmissionWhenNot = [.978, .022],
        }),
        ("observed, stacked", new() { ProxyColumnName = "R" }),
        ("matched", new() { MatchColumnName = "U" }),
    ];

    /// <summary>Prints a row per form and way to fit.</summary>
    public static void Print(string folder, int parts, int seeds, string? form)
    {
        CdpDraw draw = CdpDraw.Read(folder, "strong", "R_medium", "U_cos");
        Console.WriteLine("| ALM-MTA | form | Spearman | PEHE | slope | ratio | AUC | coverage | training, CPU s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach ((string name, AlmMtaOptions options) in Forms)
        {
            if ((form ?? name) != name)
                continue;
            Print(name, "all rows at once", seeds, seed => Fit(draw, options, seed, draw.Training));
            Print(name, $"{parts} parts, continued", seeds, seed => Fit(draw, options, seed, [.. Parts(draw, parts, seed)]));
            Print(name, "the last part alone", seeds, seed => Fit(draw, options, seed, Parts(draw, parts, seed).Last()));
        }
    }

    private static AlmMtaJudgement Fit(CdpDraw draw, AlmMtaOptions options, int seed, params AlmMtaTrainingData[] parts)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        AlmMtaModel? model = null;
        foreach (AlmMtaTrainingData part in parts)
        {
            model = AlmMtaTrainer.Fit(
                options, part, seed, SilentMonitor.Instance, CancellationToken.None, model is null ? null : new AlmMtaFormer(model, options.Memory));
        }

        return AlmMtaJudgement.Of(model!, options, draw, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    /// <summary>The journeys of the training users, dealt over parts by user.</summary>
    private static IEnumerable<AlmMtaTrainingData> Parts(CdpDraw draw, int parts, int seed)
    {
        AlmMtaTrainingData data = draw.Training;
        int[] users = [.. data.User!.Distinct().Order()];
        new RandomStream(seed, "parts").Shuffle(users.AsSpan());
        Dictionary<int, int> partOf = users.Index().ToDictionary(user => user.Item, user => (int)((long)user.Index * parts / users.Length));
        return Enumerable.Range(0, parts).Select(part => data.Take([.. Enumerable.Range(0, data.Rows).Where(i => partOf[data.User![i]] == part)]));
    }

    private static void Print(string form, string way, int seeds, Func<int, AlmMtaJudgement> fit)
    {
        AlmMtaJudgement[] runs = [.. Enumerable.Range(1, seeds).Select(fit)];
        Console.WriteLine(FormattableString.Invariant(
            $"| {way} | {form} | {Mean(run => run.Accuracy.Spearman):F3} | {Mean(run => run.Accuracy.Pehe):F4} | {Mean(run => run.Accuracy.Slope):F2} | {Mean(run => run.Accuracy.Ratio):F2} | {Mean(run => run.Auc):F3} | {Mean(run => run.Coverage):F2} | {Mean(run => run.ProcessorSeconds):F1} |"));

        double Mean(Func<AlmMtaJudgement, double> value) => runs.Average(value);
    }
}
