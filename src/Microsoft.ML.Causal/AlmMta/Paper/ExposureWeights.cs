// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Stabilised inverse-propensity weights of journeys, from the propensities of their touches' clusters.</summary>
/// <remarks>
/// <code>ratio_j = P(k_j)/P(k_j|X),   w_i = clip((Π_j ratio_j)^(1/L), lo, hi) / mean,   ESS = (Σw)²/Σw²</code>
/// 1/P(T|X) of a whole sequence explodes; the mean over the touches keeps weights within reach. A row without touches has ratio 1.
/// </remarks>
internal sealed class ExposureWeights
{
    private ExposureWeights(double[] values, int clipped, double effectiveSampleSize) =>
        (Values, Clipped, EffectiveSampleSize) = (values, clipped, effectiveSampleSize);

    /// <summary>w, [n], of mean 1.</summary>
    public double[] Values { get; }

    /// <summary>Rows whose weight was clipped; touches whose ratio was, with <see cref="ExposureWeighting.TouchClippedGeometricMean"/>.</summary>
    public int Clipped { get; }

    /// <summary>Kish's effective sample size, in rows.</summary>
    public double EffectiveSampleSize { get; }

    /// <summary>log P(k_j), the share of all touches in each touch's cluster, [m].</summary>
    /// <param name="cluster">Cluster of each touch, [m].</param>
    /// <param name="clusters">Number of clusters.</param>
    public static double[] LogMarginal(int[] cluster, int clusters)
    {
        var counts = new double[clusters + 1];
        foreach (int k in cluster)
            counts[k]++;
        return [.. cluster.Select(k => Math.Log(counts[k] / cluster.Length))];
    }

    /// <summary>Weights of the rows of training data; null where none are asked for, or there are no propensities, with a warning.</summary>
    /// <param name="options">Clips.</param>
    /// <param name="weighting">How touches become one weight.</param>
    /// <param name="data">Journeys.</param>
    /// <param name="monitor">Hears the effective sample size.</param>
    public static ExposureWeights? Of(AlmMtaOptions options, ExposureWeighting weighting, AlmMtaTrainingData data, ITrainingMonitor monitor)
    {
        if (weighting == ExposureWeighting.None)
            return null;
        if (data.Cluster is null || data.LogPropensity is null)
        {
            monitor.Warning("There are no exposure propensities; all rows weigh alike.");
            return null;
        }

        var weights = Compute(
            data.Offsets, LogMarginal(data.Cluster, data.ClusterCount), Array.ConvertAll(data.LogPropensity, log => (double)log), weighting,
            options.LeastExposureWeight, options.LargestExposureWeight);
        monitor.Message($"Exposure weights: {weights.Clipped} clipped, effective sample size {weights.EffectiveSampleSize:F0} of {data.Rows} rows.");
        return weights;
    }

    /// <summary>Computes weights.</summary>
    /// <param name="offsets">First touch of each row, [n+1].</param>
    /// <param name="logMarginal">log P(k_j), [m].</param>
    /// <param name="logPropensity">log P(k_j|X), [m].</param>
    /// <param name="weighting">How touches become one weight.</param>
    /// <param name="low">Least ratio.</param>
    /// <param name="high">Largest ratio.</param>
    public static ExposureWeights Compute(
        ReadOnlySpan<int> offsets, ReadOnlySpan<double> logMarginal, ReadOnlySpan<double> logPropensity, ExposureWeighting weighting, double low, double high)
    {
        int n = offsets.Length - 1, clipped = 0;
        double logLow = Math.Log(low), logHigh = Math.Log(high);
        bool byTouch = weighting == ExposureWeighting.TouchClippedGeometricMean;
        bool mean = byTouch || weighting == ExposureWeighting.GeometricMean;
        bool byRow = weighting is ExposureWeighting.GeometricMean or ExposureWeighting.ClippedProduct;
        var weights = new double[n];
        for (int i = 0; i < n; i++)
        {
            double log = 0;
            int length = offsets[i + 1] - offsets[i];
            for (int j = offsets[i]; j < offsets[i + 1] && weighting != ExposureWeighting.None; j++)
            {
                double ratio = logMarginal[j] - logPropensity[j];
                log += byTouch ? Clip(ratio) : ratio;
            }

            if (mean && length > 0)
                log /= length;
            weights[i] = Math.Exp(byRow ? Clip(log) : log);
        }

        double average = weights.Sum() / n, sum = 0, squares = 0;
        for (int i = 0; i < n; i++)
        {
            weights[i] /= average;
            sum += weights[i];
            squares += weights[i] * weights[i];
        }

        return new(weights, clipped, sum * sum / squares);

        double Clip(double log)
        {
            clipped += log < logLow || log > logHigh ? 1 : 0;
            return Math.Clamp(log, logLow, logHigh);
        }
    }
}
