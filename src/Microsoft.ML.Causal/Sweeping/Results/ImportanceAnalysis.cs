// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Sobol indices of the objective over the space, through a Gaussian process of the trials.</summary>
/// <remarks>
/// <code>
/// main_i  = Var E[f | x_i] / Var f        = mean f(B)(f(A_B⁽ⁱ⁾) − f(A)) / Var f       (Saltelli et al. 2010)
/// total_i = 1 − Var E[f | x_∖i] / Var f   = ½ mean (f(A) − f(A_B⁽ⁱ⁾))² / Var f        (Jansen 1999)
/// </code>
/// A, B: points of the space; A_B⁽ⁱ⁾: A with coordinate i of B. A trial whose loss is more than three times as far above the median as the best is
/// below it counts as if it were there: one fit that explodes would otherwise be all the variance.
/// </remarks>
internal static class ImportanceAnalysis
{
    private const int Points = 2048;

    // The process costs O(n³); so many trials tell what there is to tell.
    private const int MostTrials = 400;

    /// <summary>Computes the indices.</summary>
    /// <param name="dimensions">The space.</param>
    /// <param name="trials">The trials; those of the largest share of epochs are looked at.</param>
    /// <param name="loss">Loss of a trial, ∞ for a failed one.</param>
    /// <returns>Shares of each dimension, and R² of the process when each trial is left out in turn; nothing and NaN with too few trials or no variation.</returns>
    public static (IReadOnlyList<SweepImportance> Shares, double Explained) Of(
        IReadOnlyList<SweepDimension> dimensions, IReadOnlyList<SweepTrial> trials, Func<SweepTrial, double> loss)
    {
        SweepTrial[] seen = TrialLevels.Largest(trials.Where(trial => double.IsFinite(loss(trial))), dimensions.Count);
        if (seen.Length > MostTrials)
            seen = [.. Enumerable.Range(0, MostTrials).Select(i => seen[(int)((long)i * seen.Length / MostTrials)])];
        if (seen.Length < 2 * dimensions.Count + 2 || seen.All(trial => loss(trial) == loss(seen[0])))
            return ([], double.NaN);

        double[] losses = Tamed([.. seen.Select(loss)]);
        double mean = losses.Average(), scale = Math.Sqrt(losses.Average(value => (value - mean) * (value - mean)));
        var process = new GaussianProcess(
            dimensions, seen.Select(trial => SweepPoints.Units(dimensions, trial.Values)), losses.Select(value => (value - mean) / scale));

        int d = dimensions.Count;
        var sequence = new HaltonSequence(2 * d, seed: 0);
        double[] main = new double[d], total = new double[d], first = new double[Points], second = new double[Points];
        for (int n = 0; n < Points; n++)
        {
            double[] both = sequence.Point(n), a = both[..d], b = both[d..];
            (first[n], second[n]) = (Function(a), Function(b));
            for (int i = 0; i < d; i++)
            {
                double[] mixed = [.. a];
                mixed[i] = b[i];
                double change = Function(mixed) - first[n];
                main[i] += second[n] * change / Points;
                total[i] += change * change / (2 * Points);
            }
        }

        double centre = first.Average(), variance = first.Average(value => (value - centre) * (value - centre));
        if (variance == 0)
            return ([], double.NaN);
        // Sampling leaves shares of 0 a little above or below it.
        return ([.. dimensions.Select((dimension, i) => new SweepImportance(dimension.Name, Math.Clamp(main[i] / variance, 0, 1), Math.Clamp(total[i] / variance, 0, 1)))],
            process.LeaveOneOutShare());

        double Function(double[] point)
        {
            double[] active = [.. point];
            SweepPoints.Deactivate(dimensions, active);
            return process.Predict(active).Mean;
        }
    }

    private static double[] Tamed(double[] losses)
    {
        double[] sorted = [.. losses.Order()];
        double median = sorted[sorted.Length / 2], most = median + 3 * (median - sorted[0]);
        // Where the best is the median, nothing tells an outlier.
        return most > median ? Array.ConvertAll(losses, value => Math.Min(value, most)) : losses;
    }
}
