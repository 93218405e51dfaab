// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The table of ALM-MTA's forms on worlds with known truth: a line for every fit, then the means.</summary>
/// <remarks>
/// <para><c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- almmta-table [--draw [--rows 60000,16000] [--world SEED|FILE]
/// [--rho -0.3] [--delta 0] [--epsilon 0] [--interaction 0] [--doses]] [--seeds 3] [--settings strong]
/// [--identification observed,matched,paper,both,components] [--form NAME]... [--proxy R_medium] [--match U_cos] [--data FOLDER]
/// [--journal FILE] [--verbose]</c></para>
/// <para>Without <c>--draw</c> rows are read from files and seeds are those of the fit; with it a seed draws the rows as well, and all settings of
/// <see cref="AttributionSetting.All"/> can be had, with the world's ρ and the settings' knobs δ, ε, bWM and ω turned as given. <c>--journal</c> keeps every line in a file and does not measure again what is there.</para>
/// </remarks>
internal static class AlmMtaTable
{
    /// <summary>Runs the command.</summary>
    /// <returns>0, or 1 where the data is not there.</returns>
    public static int Run(string[] arguments)
    {
        bool draws = arguments.Contains("--draw");
        string folder = Argument(arguments, "--data") ?? Path.Combine("..", "shared", "data", "cdp-simulated");
        string[] settings = List("--settings", "strong"), identifications = List("--identification", "observed,matched,paper,both,components");
        string[] names = [.. arguments.Where((_, i) => i > 0 && arguments[i - 1] == "--form")];
        string proxy = Argument(arguments, "--proxy") ?? "R_medium", match = Argument(arguments, "--match") ?? "U_cos", world = Argument(arguments, "--world") ?? "0";
        int[] rows = draws ? [.. List("--rows", "60000").Select(Whole)] : [0];
        int seeds = Whole(Argument(arguments, "--seeds") ?? "3");
        AlmMtaForm[] forms = [.. AlmMtaForm.All.Where(form => identifications.Contains(form.Identification) && (names.Length == 0 || names.Contains(form.Name)))];
        if (!draws && settings.FirstOrDefault(setting => !File.Exists(Path.Combine(folder, $"rows_{setting}.csv.gz"))) is { } absent)
        {
            Console.Error.WriteLine(
                $"'rows_{absent}.csv.gz' is expected in '{Path.GetFullPath(folder)}', which has no such file; name its folder by --data, or draw rows by --draw.");
            return 1;
        }

        var journal = new AlmMtaJournal(Argument(arguments, "--journal"));
        ITrainingMonitor monitor = arguments.Contains("--verbose") ? new ConsoleMonitor() : SilentMonitor.Instance;
        AttributionWorld? drawn = draws ? World(world, arguments) : null;
        List<AlmMtaLine> lines = [];
        Console.WriteLine(AlmMtaLine.Header);
        foreach (string setting in settings)
        foreach (int count in rows)
        {
            AttributionSetting? turned = draws ? Turn(AttributionSetting.Named(setting), arguments) : null;
            string label = turned?.Name ?? setting;
            CdpDraw? draw = null;
            for (int seed = 1; seed <= seeds; seed++)
            {
                // Read from files the rows are the same for all seeds.
                draw = draws ? null : draw;
                foreach (AlmMtaForm form in forms)
                {
                    string cell = $"{label} {count} {form.Identification} {form.Name} {proxy} {match} {(draws ? $"world {world}" : folder)} {seed}";
                    int current = seed;
                    lines.Add(new(label, count, form, seed, journal.Get(cell, () => Measure(form, current))));
                    Console.WriteLine(lines[^1]);
                }
            }

            AlmMtaJudgement Measure(AlmMtaForm form, int seed)
            {
                draw ??= drawn is null
                    ? CdpDraw.Read(folder, setting, proxy, match)
                    : CdpDraw.Draw(drawn, turned!, count, seed, proxy, match);
                if (form.Options.NeedsPropensities)
                    draw.Training.LogPropensity ??= ExposurePropensities.Fit(new MLContext(seed), draw.Training, seed);
                return AlmMtaJudgement.Of(form.Options, draw, seed, monitor);
            }
        }

        Console.WriteLine();
        Console.WriteLine(AlmMtaLine.MeansHeader);
        foreach (IGrouping<(string, int, AlmMtaForm), AlmMtaLine> cell in lines.GroupBy(line => (line.Setting, line.Rows, line.Form)))
            Console.WriteLine(AlmMtaLine.Means([.. cell]));
        return 0;

        string[] List(string name, string otherwise) => (Argument(arguments, name) ?? otherwise).Split(',');
    }

    private static AttributionWorld World(string world, string[] arguments) => !int.TryParse(world, out int seed) ? AttributionWorld.Load(world)
        : Argument(arguments, "--rho") is { } rho ? AttributionWorld.Draw(seed, Real(rho)) : AttributionWorld.Draw(seed);

    /// <summary>The setting with its knobs as the arguments have them, and a name that says so.</summary>
    private static AttributionSetting Turn(AttributionSetting setting, string[] arguments)
    {
        string[] knobs = [.. new[] { "--rho", "--delta", "--epsilon", "--interaction" }.Where(knob => arguments.Contains(knob))
            .Select(knob => $"{knob[2..]} {Argument(arguments, knob)}")];
        bool doses = arguments.Contains("--doses");
        return setting with
        {
            Name = string.Join(", ", [setting.Name, .. knobs, .. doses ? ["doses"] : Array.Empty<string>()]),
            MediatorConfounding = Real(Argument(arguments, "--delta") ?? "0"),
            DirectEffect = Real(Argument(arguments, "--epsilon") ?? "0"),
            MediatorInteraction = Real(Argument(arguments, "--interaction") ?? "0"),
            VaryingDose = doses,
        };
    }

    private static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

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
