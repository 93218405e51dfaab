// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>What policies are worth by method, on two drawn coupon worlds, against the oracle.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- policy-table [--seeds 3] [--data FOLDER] [--form NAME]...</c>
/// </remarks>
internal static class PolicyTable
{
    private static readonly (string Name, UniMvtOptions Options)[] Forms =
    [
        ("UniMVT, default", new()),
        ("UniMVT, corrected", UniMvtOptions.For(UniMvtPreset.Corrected)),
        ("UniMVT, printed", UniMvtOptions.For(UniMvtPreset.Paper)),
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

        (CouponDraw Draw, CouponWorld World)[] draws =
        [
            (CouponDraw.Read(folder, "syn1-prob", "Syn-1"), CouponWorld.Syn1Probability), (CouponDraw.Read(folder, "syn3-prob", "Syn-3"), CouponWorld.Syn3Probability),
        ];
        (string Name, Func<CouponDraw, float[], int, PolicyCurves> Fit)[] methods =
        [
            .. Forms.Select(form => (form.Name, (Func<CouponDraw, float[], int, PolicyCurves>)((draw, intensities, seed) => PolicyCurves.UniMvt(form.Options, draw, intensities, seed)))),
            .. Enum.GetValues<UpliftMethod>().Select(method => (
                method.ToString(), (Func<CouponDraw, float[], int, PolicyCurves>)((draw, intensities, seed) => PolicyCurves.Baseline(method, draw, intensities, seed)))),
        ];

        Console.WriteLine($"Means of {seeds} seeds.");
        Console.WriteLine($"| method | draw | {string.Join(" | ", PolicyJudgement.Budgets.Select(share => FormattableString.Invariant($"gain at {100 * share:F0} %")))} | true / planned spend | true / promised value |");
        Console.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("---|", PolicyJudgement.Budgets.Length))}---|---|");
        foreach ((CouponDraw draw, CouponWorld world) in draws)
        {
            float[] intensities = [.. world.Tiers.Select(tier => (float)tier)];
            PolicyCurves truth = PolicyCurves.Truth(draw, world, intensities);
            Write("oracle", draw, PolicyJudgement.Of(truth, truth, intensities));
            foreach ((string name, Func<CouponDraw, float[], int, PolicyCurves> fit) in methods)
            {
                if (wanted.Length > 0 && !wanted.Contains(name))
                    continue;
                Write(name, draw, PolicyJudgement.Mean([.. Enumerable.Range(1, seeds).Select(seed => PolicyJudgement.Of(fit(draw, intensities, seed), truth, intensities))]));
            }

            Write("random rows, highest intensity", draw, PolicyJudgement.Random(truth, intensities));
        }

        return 0;
    }

    private static void Write(string name, CouponDraw draw, PolicyJudgement judgement) => Console.WriteLine(FormattableString.Invariant(
        $"| {name} | {draw.Name} | {string.Join(" | ", judgement.Gains.Select(gain => FormattableString.Invariant($"{100 * gain:F1} %")))} | {judgement.TrueSpend:F3} | {(double.IsNaN(judgement.TrueValue) ? "" : FormattableString.Invariant($"{judgement.TrueValue:F3}"))} |"));

    private static string? Argument(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
