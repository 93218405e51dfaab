// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The table of attribution baselines on simulated journeys with known effects.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- attribution-table [--settings strong,none] [--rows 60000] [--seeds 3] [--data FOLDER] [--method NAME]...</c>
/// Rows are drawn by the simulator, in the world of the folder's <c>world.json.gz</c>.
/// </remarks>
internal static class AttributionTable
{
    /// <summary>Runs the command.</summary>
    /// <returns>0, or 1 where the world is not there.</returns>
    public static int Run(string[] arguments)
    {
        string folder = Argument(arguments, "--data") ?? Path.Combine("..", "shared", "data", "cdp-simulated"), world = Path.Combine(folder, "world.json.gz");
        int seeds = int.Parse(Argument(arguments, "--seeds") ?? "3", CultureInfo.InvariantCulture), rows = int.Parse(Argument(arguments, "--rows") ?? "60000", CultureInfo.InvariantCulture);
        string[] wanted = [.. arguments.Where((_, i) => i > 0 && arguments[i - 1] == "--method")];
        if (!File.Exists(world))
        {
            Console.Error.WriteLine($"'{Path.GetFullPath(world)}' is expected, which is not there; name its folder by --data.");
            return 1;
        }

        AttributionWorld drawn = AttributionWorld.Load(world);
        Console.WriteLine("| credit | setting | Spearman within rows | PEHE | slope | ratio | match AUC | outcome AUC | CPU s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (string setting in (Argument(arguments, "--settings") ?? "strong,none").Split(','))
        {
            CdpDraw[] draws = [.. Enumerable.Range(1, seeds).Select(seed => CdpDraw.Draw(drawn, AttributionSetting.Named(setting), rows, seed, "R_medium", "U_cos"))];
            foreach (CreditMethod method in CreditMethod.All.Where(method => wanted.Length == 0 || wanted.Contains(method.Name)))
            {
                CreditJudgement[] runs = [.. draws.Select((draw, k) => CreditJudgement.Of(method, draw, k + 1))];
                Console.WriteLine($"| {method.Name} | {setting} | {CreditJudgement.Line(runs, method.IsEffect)} |");
            }
        }

        return 0;
    }

    private static string? Argument(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
