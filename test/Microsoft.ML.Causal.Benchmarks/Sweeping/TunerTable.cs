// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>What tuners find of two functions' least values.</summary>
/// <remarks><c>dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- tuners</c></remarks>
internal static class TunerTable
{
    private const int Seeds = 10, Round = 4;
    private static readonly double[] Centre = [0.3, 0.65, 0.2, 0.75, 0.4];

    private static readonly (string Name, double Noise, Func<double[], double> Function)[] Functions =
    [
        ("quadratic", 0, Quadratic),
        ("quadratic, noise .02", 0.02, Quadratic),
        // Basins beside the best one, .1 higher and more.
        ("wavy", 0, x => Quadratic(x) + 0.05 * x.Index().Sum(at => 1 - Math.Cos(4 * Math.PI * (at.Item - Centre[at.Index])))),
    ];

    /// <summary>Runs the command.</summary>
    /// <returns>0.</returns>
    public static int Run()
    {
        IReadOnlyList<SweepDimension> dimensions = new SweepSpace<Point>()
            .Uniform(o => o.A, 0, 1).Uniform(o => o.B, 0, 1).Uniform(o => o.C, 0, 1).Uniform(o => o.D, 0, 1).Uniform(o => o.E, 0, 1).Dimensions;
        Console.WriteLine($"Median of {Seeds} seeds, five dimensions, rounds of {Round}: the function, without noise, where the tuner found its least value; the least there is, is 0.");
        Console.WriteLine("| function | tuner | 20 trials | 40 trials | 60 trials | CPU s for 60 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach ((string name, double noise, Func<double[], double> function) in Functions)
        {
            foreach (SweepTuner tuner in (SweepTuner[])[new RandomTuner(), new GridTuner { Points = 3 }, new BayesianTuner()])
            {
                TimeSpan start = Processor();
                double[][] found = [.. Enumerable.Range(1, Seeds).Select(seed => Found(tuner, dimensions, function, noise, seed))];
                double seconds = (Processor() - start).TotalSeconds / Seeds;
                string[] medians = [.. new[] { 20, 40, 60 }.Select((_, at) => FormattableString.Invariant($"{Median([.. found.Select(run => run[at])]):F4}"))];
                Console.WriteLine(FormattableString.Invariant($"| {name} | {tuner.GetType().Name} | {string.Join(" | ", medians)} | {seconds:F2} |"));
            }
        }

        return 0;
    }

    /// <summary>The function at the best point seen after 20, 40 and 60 trials.</summary>
    private static double[] Found(SweepTuner tuner, IReadOnlyList<SweepDimension> dimensions, Func<double[], double> function, double noise, int seed)
    {
        var random = new RandomStream(seed, "noise");
        List<(double[] Point, double Loss)> seen = [];
        var found = new List<double>();
        while (seen.Count < 60)
        {
            foreach (double[] point in tuner.Propose(new TunerHistory(dimensions, seed, seen.Count, [.. seen]), Round))
                seen.Add((point, function(point) + noise * random.NextGaussian()));
            if (seen.Count % 20 == 0)
                found.Add(function(seen.MinBy(trial => trial.Loss).Point));
        }

        return [.. found];
    }

    private static double Quadratic(double[] x) => x.Index().Sum(at => Math.Pow(at.Item - Centre[at.Index], 2));

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private sealed record Point
    {
        public double A { get; init; }

        public double B { get; init; }

        public double C { get; init; }

        public double D { get; init; }

        public double E { get; init; }
    }
}
