// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using TorchSharp;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Processor time of a training step on each engine, one thread each, in one run.</summary>
internal static class EngineSpeed
{
    private const int Rounds = 12;

    /// <summary>Prints the table.</summary>
    public static void Print(TorchSharpEngine engine)
    {
        torch.set_num_threads(1);
        Console.WriteLine();
        Console.WriteLine("| training step, one thread | managed, ms | TorchSharp, ms | TorchSharp/managed |");
        Console.WriteLine("|---|---|---|---|");
        Row("UniMVT, default form, batch 1,024, AdamW", UniMvtStepClock.Run().SecondsPerStep, UniMvtStepClock.Run(engine).SecondsPerStep);
        foreach ((int rows, int inputs, int width) in new[] { (256, 64, 128), (1024, 256, 512), (1024, 512, 1024) })
        {
            using LayerNetwork managed = new(new ManagedEngine(threads: 1), rows, inputs, width), torched = new(engine, rows, inputs, width);
            List<double> own = [], others = [];
            for (int round = -2; round < Rounds; round++)
            {
                // One after the other and again, so that a busy machine slows both alike.
                double first = Seconds(managed), second = Seconds(torched);
                if (round < 0)
                    continue;    // warming up
                own.Add(first);
                others.Add(second);
            }

            Row($"{inputs}-{width}-{width}-{width}-1, ReLU, batch {rows}, Adam", own.Order().ElementAt(Rounds / 2), others.Order().ElementAt(Rounds / 2));
        }

        static void Row(string name, double managed, double torched) => Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {1e3 * managed:F2} | {1e3 * torched:F2} | {torched / managed:F1} |"));
    }

    /// <summary>Processor time of a step, from as many as take a quarter of a second.</summary>
    private static double Seconds(LayerNetwork network)
    {
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime, taken;
        int steps = 0;
        do
        {
            network.Step();
            steps++;
            taken = Process.GetCurrentProcess().TotalProcessorTime - start;
        }
        while (taken.TotalSeconds < 0.25);
        return taken.TotalSeconds / steps;
    }
}
