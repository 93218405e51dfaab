// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Times a plan of a million rows by ten intensities.</summary>
/// <remarks><c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- policy-speed</c></remarks>
internal static class PolicySpeed
{
    /// <summary>Runs the command.</summary>
    public static int Run()
    {
        PolicyProblem problem = PolicyProblem.Draw(rows: 1_000_000, levels: 10);
        (string Name, PolicyLimits Limits, int Threads)[] cases =
        [
            ("a budget", new(), 2), ("a budget, 1 thread", new(), 1), ("a budget and a largest share of 10 %", new() { MaximumShare = .1 }, 2),
        ];
        Console.WriteLine("1,000,000 rows by 10 intensities; best of 3.");
        Console.WriteLine("| plan with | seconds | processor seconds | spend / budget | gap | filled |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach ((string name, PolicyLimits limits, int threads) in cases)
        {
            PolicyOptions options = problem.Options(limits, threads);
            double seconds = double.PositiveInfinity, processor = double.PositiveInfinity;
            PolicyPlan plan = null!;
            for (int run = 0; run < 3; run++)
            {
                TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                var watch = Stopwatch.StartNew();
                plan = PolicyPlan.Compute(problem.Intensities, problem.Base, problem.Curves, options);
                seconds = Math.Min(seconds, watch.Elapsed.TotalSeconds);
                processor = Math.Min(processor, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
            }

            Console.WriteLine(FormattableString.Invariant(
                $"| {name} | {seconds:F2} | {processor:F2} | {plan.Spend / options.Budget:F6} | {plan.Gap:E1} | {plan.FilledRows} |"));
        }

        return 0;
    }
}
