// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The table of UniMVT's forms and ablations, and of the baselines, on two drawn coupon worlds.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- unimvt-table [--seeds 3] [--data FOLDER] [--form NAME]...</c>
/// </remarks>
internal static class UniMvtTable
{
    private static readonly (string Name, UniMvtOptions Options)[] Forms =
    [
        ("default", new()),
        ("default, periodic", new() { InputEncoding = InputEncoding.Periodic }),
        ("default, raw", new() { InputEncoding = InputEncoding.Raw }),
        ("default, logit link", new() { InputEncoding = InputEncoding.Periodic, ResponseLink = ResponseLink.Logit }),
        ("default, 3 models", new() { InputEncoding = InputEncoding.Periodic, EnsembleSize = 3 }),
        ("default without experts", new() { InputEncoding = InputEncoding.Periodic, UseExperts = false }),
        ("default without X-network", new() { InputEncoding = InputEncoding.Periodic, UseCrossNetwork = false }),
        ("default without treatment tower", new() { InputEncoding = InputEncoding.Periodic, UseTreatmentTower = false }),
        ("corrected", UniMvtOptions.For(UniMvtPreset.Corrected)),
        ("corrected, 3 models", UniMvtOptions.For(UniMvtPreset.Corrected) with { EnsembleSize = 3 }),
        ("printed", UniMvtOptions.For(UniMvtPreset.Paper)),
        ("printed without experts", UniMvtOptions.For(UniMvtPreset.Paper) with { UseExperts = false }),
        ("printed without X-network", UniMvtOptions.For(UniMvtPreset.Paper) with { UseCrossNetwork = false }),
        ("printed without treatment tower", UniMvtOptions.For(UniMvtPreset.Paper) with { UseTreatmentTower = false }),
    ];

    /// <summary>Runs the command.</summary>
    /// <returns>0, or 1 where the data is not there.</returns>
    public static int Run(string[] arguments)
    {
        string folder = Argument(arguments, "--data") ?? Path.Combine("..", "shared", "data", "coupons-simulated");
        int seeds = int.Parse(Argument(arguments, "--seeds") ?? "3", CultureInfo.InvariantCulture);
        string[] wanted = [.. arguments.Where((_, i) => i > 0 && arguments[i - 1] == "--form")];
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"The coupon draws are expected in '{Path.GetFullPath(folder)}', which is not there; name their folder by --data.");
            return 1;
        }

        CouponDraw[] draws = [CouponDraw.Read(folder, "syn1-prob", "Syn-1"), CouponDraw.Read(folder, "syn3-prob", "Syn-3")];
        Console.WriteLine($"Means of {seeds} seeds; Q of the true order: {string.Join(", ", draws.Select(Oracle))}.");
        Console.WriteLine("| form | draw | Q | PEHE | base AUC | base log-loss | largest dead share | training, CPU s | scoring, µs a row |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach ((string name, UniMvtOptions options) in Forms)
        {
            if (wanted.Length > 0 && !wanted.Contains(name))
                continue;
            foreach (CouponDraw draw in draws)
            {
                UniMvtJudgement[] runs = [.. Enumerable.Range(1, seeds).Select(seed => UniMvtJudgement.Of(options, draw, seed))];
                UniMvtJudgement mean = UniMvtJudgement.Mean(runs);
                Console.WriteLine(FormattableString.Invariant(
                    $"| {name} | {draw.Name} | {mean.Q:F1} | {mean.Pehe:F4} | {mean.BaseAuc:F4} | {mean.BaseLogLoss:F4} | {mean.Dead:F3} | {mean.TrainingSeconds:F2} | {mean.MicrosecondsPerRow:F2} |"));
            }
        }

        foreach (string line in UpliftRows.Of(draws, seeds, wanted))
            Console.WriteLine(line);
        return 0;
    }

    private static string Oracle(CouponDraw draw) =>
        FormattableString.Invariant($"{draw.Name} {NoiseFreeCsQini.Compute<float>(draw.TrueUnitUplift, draw.TrueUnitUplift):F1}");

    private static string? Argument(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
