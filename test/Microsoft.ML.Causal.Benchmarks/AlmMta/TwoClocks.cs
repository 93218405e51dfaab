// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>How long something took on the wall's clock, and how much time of processors: on a busy machine only the second says something.</summary>
/// <param name="Wall">Seconds.</param>
/// <param name="Processor">Seconds, of all threads together.</param>
internal readonly record struct TwoClocks(double Wall, double Processor)
{
    /// <summary>Runs <paramref name="action"/>.</summary>
    public static TwoClocks Of(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        action();
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    /// <summary>The best of several, each clock by itself.</summary>
    public static TwoClocks Best(IReadOnlyCollection<TwoClocks> runs) => new(runs.Min(run => run.Wall), runs.Min(run => run.Processor));
}
