// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The speed of ALM-MTA's forms, as tables: training, scoring, and scoring through a pipeline.</summary>
/// <remarks><c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- almmta-speed [--rows 60000] [--repeats 3]</c></remarks>
internal static class AlmMtaSpeed
{
    /// <summary>Runs the command.</summary>
    /// <returns>0.</returns>
    public static int Run(string[] arguments)
    {
        int rows = Number("--rows", 60_000), repeats = Number("--repeats", 3);
        CdpDraw draw = CdpDraw.Draw(AttributionWorld.Draw(), AttributionSetting.Strong, rows, seed: 1, "R_medium", "U_cos");
        Console.WriteLine($"Processor: {SpeedTable.ProcessorName()}; {Environment.ProcessorCount} of them. {rows} rows drawn, {draw.Training.Rows} to train on.");
        Console.WriteLine();
        Console.WriteLine($"| training | first fit, s | processor, s | best of {repeats} more, s | processor, s |");
        Console.WriteLine("|---|---|---|---|---|");
        List<AlmMtaModel> models = [];
        AlmMtaForm[] forms = [.. AlmMtaForm.All.Where(form => form.Name is "core" or "stacked" or "networks" or "built")];
        foreach (AlmMtaForm form in forms)
        {
            AlmMtaModel? model = null;
            TwoClocks first = Fit(form.Options);
            models.Add(model!);
            Print($"{form.Identification}, {form.Name}", first, [.. Enumerable.Range(0, repeats).Select(_ => Fit(form.Options))]);

            TwoClocks Fit(AlmMtaOptions options) => TwoClocks.Of(() => model = AlmMtaTrainer.Fit(options, draw.Training, 1, SilentMonitor.Instance, CancellationToken.None));
        }

        AlmMtaPipelineClock pipeline = new(rows);
        TwoClocks whole = TwoClocks.Of(pipeline.Fit);
        Print("observed, core, through a pipeline: reading, training, packing", whole, [.. Enumerable.Range(0, repeats).Select(_ => TwoClocks.Of(pipeline.Fit))]);

        Console.WriteLine();
        Console.WriteLine("| scoring, one thread, processor time | journeys | forward pass, µs | with all deletions, µs | ratio | with intervals, µs | bytes a journey |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach ((AlmMtaForm form, AlmMtaModel model) in forms.Zip(models))
        {
            foreach (int length in new[] { 0, 16 })
                Console.WriteLine($"| {form.Identification}, {form.Name} | {AlmMtaScoringClock.Line(model, draw.Test, length)} |");
        }

        Console.WriteLine();
        Console.WriteLine("| scoring through a pipeline, one thread | processor time, µs a journey |");
        Console.WriteLine("|---|---|");
        Console.WriteLine(FormattableString.Invariant($"| reading the journeys alone | {1e6 * pipeline.Read():F1} |"));
        Console.WriteLine(FormattableString.Invariant($"| reading and scoring them, with intervals | {1e6 * pipeline.Score():F1} |"));
        return 0;

        int Number(string name, int otherwise) =>
            Array.IndexOf(arguments, name) is >= 0 and var at ? int.Parse(arguments[at + 1], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
    }

    private static void Print(string name, TwoClocks first, TwoClocks[] more)
    {
        TwoClocks best = TwoClocks.Best(more);
        Console.WriteLine(FormattableString.Invariant($"| {name} | {first.Wall:F2} | {first.Processor:F2} | {best.Wall:F2} | {best.Processor:F2} |"));
    }
}
