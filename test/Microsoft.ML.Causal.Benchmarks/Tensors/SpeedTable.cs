// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>The speed of the tensor engine on one core, as a table.</summary>
/// <remarks>
/// <c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- speed</c>. Everything is measured in short turns, one after
/// the other and again, so that a busy machine slows all alike.
/// </remarks>
internal static class SpeedTable
{
    private const int Rounds = 60;
    private const int PeakRepetitions = 20_000;

    private static readonly (int M, int K, int N)[] Shapes = [(256, 256, 256), (1024, 64, 128), (1024, 8, 384), (1024, 64, 32)];

    /// <summary>Runs the command.</summary>
    /// <returns>0.</returns>
    public static int Run()
    {
        MatrixCase[] cases =
            [.. Shapes.SelectMany(shape => Enum.GetValues<MatrixForm>().Select(form => new MatrixCase(shape.M, shape.K, shape.N, form)))];
        using var network = new LayerNetwork(threads: 1);
        List<double> peaks = [], steps = [];
        List<double>[] products = [.. cases.Select(_ => new List<double>())];
        long allocated = 0;
        for (int round = -20; round < Rounds; round++)
        {
            double peak = Seconds(() => MultiplyAddPeak.Run(PeakRepetitions));
            double[] times = [.. cases.Select(Time)];
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Step();
            long start = Stopwatch.GetTimestamp();
            network.Step();
            double step = Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (round < 0)
                continue;    // warming up
            peaks.Add(PeakRepetitions * MultiplyAddPeak.Operations / peak / 1e9);
            steps.Add(step);
            for (int c = 0; c < cases.Length; c++)
                products[c].Add(cases[c].Operations / times[c] / 1e9);
        }

        double best = Best(peaks);
        Console.WriteLine($"Processor: {ProcessorName()}; vectors of {MultiplyAddPeak.Bits} bits; one thread.");
        Console.WriteLine(FormattableString.Invariant($"Multiply-add peak: {best:F0} GFLOP/s (best of {Rounds})."));
        Console.WriteLine();
        Console.WriteLine("| m×k×n | product | median GFLOP/s | share of peak | best GFLOP/s | share of peak |");
        Console.WriteLine("|---|---|---|---|---|---|");
        for (int c = 0; c < cases.Length; c++)
        {
            double median = Median(products[c]), most = Best(products[c]);
            Console.WriteLine(FormattableString.Invariant(
                $"| {cases[c].Name} | {Describe(cases[c].Form)} | {median:F0} | {median / best:P0} | {most:F0} | {most / best:P0} |"));
        }

        double middle = Median(steps);
        UniMvtStepClock clock = UniMvtStepClock.Run();
        Console.WriteLine();
        Console.WriteLine("| training step | ms | steps a second | share of peak | bytes allocated |");
        Console.WriteLine("|---|---|---|---|---|");
        Step("64-128-128-128-1, ReLU, batch 256, Adam (median)", middle, network.Operations, allocated);
        Step("UniMVT, default form, batch 1,024, AdamW (processor time, best epoch)", clock.SecondsPerStep, clock.Operations, clock.BytesPerStep);
        return 0;

        void Step(string name, double seconds, double operations, double bytes) => Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {1e3 * seconds:F3} | {1 / seconds:F0} | {operations / seconds / best / 1e9:P0} | {bytes:F0} |"));
    }

    private static double Time(MatrixCase product)
    {
        // The run before brings the matrices into the caches, where training finds them too.
        int times = (int)Math.Max(1, 6e7 / product.Operations);
        product.Run();
        return Seconds(() =>
        {
            for (int i = 0; i < times; i++)
                product.Run();
        }) / times;
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>The best reading, but for those that are half again above the median: virtual machines' clocks jump.</summary>
    private static double Best(List<double> rates)
    {
        double median = Median(rates);
        return rates.Where(rate => rate <= 1.5 * median).Max();
    }

    private static string Describe(MatrixForm form) => form switch
    {
        MatrixForm.Forward => "C = A B",
        MatrixForm.LeftGradient => "∂A = ∂C Bᵀ",
        _ => "∂B = Aᵀ ∂C",
    };

    /// <summary>The processor's name, as the system tells it.</summary>
    internal static string ProcessorName()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString();
    }
}
