// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The table of a run, one line an address and one for all.</summary>
internal static class LoadReport
{
    public static IEnumerable<string> Of(LoadRun run, LoadTarget[] targets, TimeSpan elapsed)
    {
        yield return "| address | requests | errors | wrong scores | replaced models | requests a second | p50, ms | p99, ms | p99.9, ms | longest, ms |";
        yield return "|---|---|---|---|---|---|---|---|---|---|";
        for (int i = 0; i < targets.Length; i++)
            yield return Line(targets[i].Address, [.. run.Answers.Where(answer => answer.Target == i)], elapsed);
        yield return Line("both", run.Answers, elapsed);
    }

    private static string Line(string name, LoadAnswer[] answers, TimeSpan elapsed)
    {
        double[] times = [.. answers.Select(answer => answer.Time.TotalMilliseconds).Order()];
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {answers.Length:N0} | {Count(LoadOutcome.Failed)} | {Count(LoadOutcome.Wrong)} | {Count(LoadOutcome.Stale)} | {answers.Length / elapsed.TotalSeconds:N0} "
            + $"| {At(0.5):F2} | {At(0.99):F2} | {At(0.999):F2} | {times[^1]:F1} |");

        int Count(LoadOutcome outcome) => answers.Count(answer => answer.Outcome == outcome);

        double At(double share) => times[(int)(share * (times.Length - 1))];
    }
}
