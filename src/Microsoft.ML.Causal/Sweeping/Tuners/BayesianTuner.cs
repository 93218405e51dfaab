// Licensed under the MIT licence; see LICENSE in the repository root.

using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Microsoft.ML.Causal;

/// <summary>Bayesian optimisation: proposes where a Gaussian process of the results so far expects the largest improvement (Jones et al. 1998).</summary>
/// <remarks>
/// <code>
/// EI(x) = E max(0, best − f(x)),   f | results ~ Gaussian process on s(loss)
/// s = z for z ≤ 0, ln(1 + z) above,   z = (loss − median)/(median − least loss)
/// </code>
/// Losses better than the median keep their scale; worse ones, and failed trials with the worst of them, are drawn in, so that one that
/// explodes does not hide the rest. The first trials are those of <see cref="RandomTuner"/>. Within a round each chosen point is taken
/// to give what the process expects, so that a round does not ask the same question twice (Ginsbourger et al. 2010). Cost O(n³) a round
/// for n results: a second or so at 300.
/// </remarks>
public sealed record BayesianTuner : SweepTuner
{
    // The improvement is evaluated at so many points of the whole space, then at so many around the best of them, ever closer.
    private const int GlobalCandidates = 500, LocalCandidates = 60;
    private static readonly double[] LocalWidths = [0.2, 0.1, 0.05, 0.02, 0.01];

    /// <summary>Gets the number of trials before the model is believed. Range [2, ∞). Default 12.</summary>
    public int StartupTrials { get; init; } = 12;

    internal override double[][] Propose(TunerHistory history, int count)
    {
        if (history.Observations.Count < StartupTrials)
            return new RandomTuner().Propose(history, count);

        double[] scores = Scores([.. history.Observations.Select(seen => seen.Loss)]);
        // Results that do not differ, such as failures alone, say nothing of where to look.
        if (scores.Min() == scores.Max())
            return new RandomTuner().Propose(history, count);
        var process = new GaussianProcess(history.Dimensions, history.Observations.Select(seen => seen.Point), scores);
        var random = new RandomStream(history.Seed, $"bayesian/{history.Proposed}");
        // The noise of the best result is no improvement to beat: what the process believes of it is.
        double best = history.Observations.Min(observation => process.Predict(observation.Point).Mean);
        var points = new double[count][];
        for (int i = 0; i < count; i++)
        {
            points[i] = Best(history.Dimensions, process, best, random);
            double mean = process.Predict(points[i]).Mean;
            process.Add(points[i], mean);
            best = Math.Min(best, mean);
        }

        return points;
    }

    internal override void Validate() => Require(StartupTrials >= 2, nameof(StartupTrials), StartupTrials, "at least 2");

    private static double[] Best(IReadOnlyList<SweepDimension> dimensions, GaussianProcess process, double best, RandomStream random)
    {
        var point = new double[dimensions.Count];
        double improvement = double.NegativeInfinity;
        for (int c = 0; c < GlobalCandidates; c++)
            Consider(Around(dimensions, point, double.PositiveInfinity, random));
        foreach (double width in LocalWidths)
        {
            double[] centre = point;
            for (int c = 0; c < LocalCandidates; c++)
                Consider(Around(dimensions, centre, width, random));
        }

        return point;

        void Consider(double[] candidate)
        {
            double expected = Improvement(process, best, candidate);
            if (expected > improvement)
                (point, improvement) = (candidate, expected);
        }
    }

    /// <summary>A point near <paramref name="centre"/>, or anywhere where the width is ∞; whole numbers and choices in the middle of their units.</summary>
    private static double[] Around(IReadOnlyList<SweepDimension> dimensions, double[] centre, double width, RandomStream random)
    {
        var point = new double[centre.Length];
        for (int d = 0; d < point.Length; d++)
        {
            bool anywhere = double.IsInfinity(width) || double.IsNaN(centre[d]) || (dimensions[d].Scale == SweepScale.Choice && random.NextDouble() < width);
            double unit = anywhere ? random.NextDouble()
                : dimensions[d].Scale == SweepScale.Choice ? centre[d]
                : Math.Clamp(centre[d] + width * random.NextGaussian(), 0, 1);
            point[d] = dimensions[d].Levels > 0 ? dimensions[d].Unit(dimensions[d].Value(unit)) : unit;
        }

        SweepPoints.Deactivate(dimensions, point);
        return point;
    }

    private static double Improvement(GaussianProcess process, double best, double[] point)
    {
        (double mean, double deviation) = process.Predict(point);
        if (deviation == 0)
            return Math.Max(0, best - mean);
        double z = (best - mean) / deviation;
        return deviation * (z * Normal.CDF(0, 1, z) + Math.Exp(-z * z / 2) / Constants.Sqrt2Pi);
    }

    /// <summary>s of each loss, less their mean.</summary>
    private static double[] Scores(double[] losses)
    {
        double[] sorted = [.. losses.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
            return new double[losses.Length];
        double median = sorted[sorted.Length / 2], unit = median > sorted[0] ? median - sorted[0] : 1;
        double[] scores = Array.ConvertAll(losses, loss =>
        {
            // A failed trial counts as the worst that did not fail.
            double z = (Math.Min(loss, sorted[^1]) - median) / unit;
            return z > 0 ? Math.Log(1 + z) : z;
        });
        double mean = scores.Average();
        return Array.ConvertAll(scores, score => score - mean);
    }
}
