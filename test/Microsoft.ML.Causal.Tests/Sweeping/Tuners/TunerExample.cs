// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Sweeping;

/// <summary>Functions of known shape in place of trials.</summary>
internal static class TunerExample
{
    public static SweepSpace<CubeOptions> Space { get; } = new SweepSpace<CubeOptions>()
        .Uniform(o => o.A, 0, 1).Uniform(o => o.B, 0, 1).Uniform(o => o.C, 0, 1).Uniform(o => o.D, 0, 1).Uniform(o => o.E, 0, 1);

    /// <summary>Σ (x − c)², with its least value 0 at a point off the middle and off the edges.</summary>
    public static double Quadratic(double[] x) => x.Index().Sum(at => Math.Pow(at.Item - Centre[at.Index], 2));

    private static readonly double[] Centre = [0.3, 0.65, 0.2, 0.75, 0.4];

    /// <summary>Lets a tuner minimise a function, round after round.</summary>
    public static List<(double[] Point, double Loss)> Minimise(
        SweepTuner tuner, IReadOnlyList<SweepDimension> dimensions, Func<double[], double> function, int trials, int seed, int round = 4)
    {
        List<(double[] Point, double Loss)> seen = [];
        while (seen.Count < trials)
        {
            double[][] proposed = tuner.Propose(new TunerHistory(dimensions, seed, seen.Count, [.. seen]), round);
            if (proposed.Length == 0)
                break;
            seen.AddRange(proposed.Select(point => (point, function(SweepPoints.Values(dimensions, point)))));
        }

        return seen;
    }
}
