// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The table of ALM-MTA's forms on drawn worlds with known truth.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- almmta-table [--seeds 3] [--settings strong] [--identification observed]
/// [--proxy R_medium] [--match U_cos] [--form NAME] [--data FOLDER] [--verbose]</c>
/// </remarks>
internal static class AlmMtaTable
{
    private static readonly (string Identification, string Form, AlmMtaOptions Options)[] Forms =
    [
        ("observed", "core", new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off }),
        ("observed", "stacked", new() { ProxyColumnName = "R" }),
        ("observed", "networks", new() { ProxyColumnName = "R", Fit = AlmMtaFitKind.Networks }),
        ("observed", "core, treated", new() { ProxyColumnName = "R", Stack = AlmMtaStack.Off, Effect = AlmMtaEffect.Treated }),
        ("matched", "core", new() { MatchColumnName = "U" }),
        ("paper", "built", new() { Identification = AlmMtaIdentification.Paper, MatchColumnName = "U" }),
        ("paper", "momentum contrast, routing", new()
        {
            Identification = AlmMtaIdentification.Paper, MatchColumnName = "U", Contrast = AlmMtaContrast.Momentum, GradientRouting = AlmMtaGradientRouting.Direct,
        }),
        ("paper", "top 64 matches", new() { Identification = AlmMtaIdentification.Paper, MatchColumnName = "U", TopMatches = 64 }),
        ("matched", "networks", new() { MatchColumnName = "U", Fit = AlmMtaFitKind.Networks }),
    ];

    /// <summary>Runs the command.</summary>
    /// <returns>0, or 1 where the data is not there.</returns>
    public static int Run(string[] arguments)
    {
        string folder = Argument(arguments, "--data") ?? Path.Combine("..", "shared", "data", "cdp-simulated");
        string[] settings = (Argument(arguments, "--settings") ?? "strong").Split(',');
        string? identification = Argument(arguments, "--identification"), form = Argument(arguments, "--form");
        int seeds = int.Parse(Argument(arguments, "--seeds") ?? "3", CultureInfo.InvariantCulture);
        ITrainingMonitor monitor = arguments.Contains("--verbose") ? new ConsoleMonitor() : SilentMonitor.Instance;
        Console.WriteLine("| setting | identification | form | seed | Spearman | PEHE | slope | ratio | AUC | in-row match AUC | coverage | α | training, s | CPU s | scoring, µs |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (string setting in settings)
        {
            if (!File.Exists(Path.Combine(folder, $"rows_{setting}.csv.gz")))
            {
                Console.Error.WriteLine($"'rows_{setting}.csv.gz' is expected in '{Path.GetFullPath(folder)}', which has no such file; name its folder by --data.");
                return 1;
            }

            CdpDraw draw = CdpDraw.Read(folder, setting, Argument(arguments, "--proxy") ?? "R_medium", Argument(arguments, "--match") ?? "U_cos");
            if (identification is null or "paper")
                draw.Training.LogPropensity = ExposurePropensities.Fit(new MLContext(1), draw.Training, 1);
            foreach ((string kind, string name, AlmMtaOptions options) in Forms)
            {
                if ((identification ?? kind) != kind || (form ?? name) != name)
                    continue;
                var runs = new List<AlmMtaJudgement>();
                for (int seed = 1; seed <= seeds; seed++)
                {
                    runs.Add(AlmMtaJudgement.Of(options, draw, seed, monitor));
                    Print(setting, kind, name, seed.ToString(CultureInfo.InvariantCulture), runs[^1..]);
                }

                Print(setting, kind, name, "mean", runs);
            }
        }

        return 0;
    }

    private static void Print(string setting, string identification, string form, string seed, List<AlmMtaJudgement> runs)
    {
        string match = runs is [{ MatchAuc: { Interval: { } interval } one }]
            ? FormattableString.Invariant($"{one.Value:F3} [{interval.Lower:F3}, {interval.Upper:F3}]")
            : FormattableString.Invariant($"{Mean(run => run.MatchAuc.Value):F3}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {setting} | {identification} | {form} | {seed} | {Mean(run => run.Accuracy.Spearman):F3} | {Mean(run => run.Accuracy.Pehe):F4} | {Mean(run => run.Accuracy.Slope):F2} | {Mean(run => run.Accuracy.Ratio):F2} | {Mean(run => run.Auc):F3} | {match} | {Mean(run => run.Coverage):F2} | {Mean(run => run.StackShare):F1} | {Mean(run => run.Seconds):F1} | {Mean(run => run.ProcessorSeconds):F1} | {Mean(run => run.MicrosecondsPerJourney):F1} |"));

        double Mean(Func<AlmMtaJudgement, double> value) => runs.Average(value);
    }

    private static string? Argument(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private sealed class ConsoleMonitor : ITrainingMonitor
    {
        public void Message(string text) => Console.WriteLine(text);

        public void Warning(string text) => Console.WriteLine($"warning: {text}");

        public void Progress(in TrainingProgress progress) =>
            Console.WriteLine(FormattableString.Invariant($"{progress.Stage}: epoch {progress.Epoch} of {progress.Epochs}, loss {progress.Loss:F5}"));
    }
}
