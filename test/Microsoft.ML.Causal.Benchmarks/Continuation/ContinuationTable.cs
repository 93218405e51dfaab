// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>What a stream of parts comes to, each continued from the model before, beside one fit on all parts at once and one on the last part alone.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- continue-table [--parts 24] [--seeds 3] [--method unimvt|almmta] [--form NAME] [--data FOLDER]</c>
/// </remarks>
internal static class ContinuationTable
{
    /// <summary>Runs the command.</summary>
    /// <returns>0, or 1 where the data is not there.</returns>
    public static int Run(string[] arguments)
    {
        string folder = Argument(arguments, "--data") ?? Path.Combine("..", "shared", "data");
        int parts = int.Parse(Argument(arguments, "--parts") ?? "24", CultureInfo.InvariantCulture);
        int seeds = int.Parse(Argument(arguments, "--seeds") ?? "3", CultureInfo.InvariantCulture);
        string? method = Argument(arguments, "--method");
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"The draws are expected in '{Path.GetFullPath(folder)}', which is not there; name their folder by --data.");
            return 1;
        }

        if (method is null or "unimvt")
            CouponStream.Print(Path.Combine(folder, "coupons-simulated"), parts, seeds);
        if (method is null or "almmta")
            JourneyStream.Print(Path.Combine(folder, "cdp-simulated"), parts, seeds, Argument(arguments, "--form"));
        return 0;
    }

    private static string? Argument(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
