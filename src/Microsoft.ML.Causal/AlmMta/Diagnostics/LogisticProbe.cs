// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>A logistic regression, fitted anew to see what some columns tell of an outcome.</summary>
/// <remarks>Newton's method as reweighted ridge regressions, on standardised columns; the intercept is not penalised.</remarks>
internal sealed class LogisticProbe
{
    private const int Steps = 25;

    private readonly double[] _mean, _scale, _weights;

    private LogisticProbe(double[] mean, double[] scale, double[] weights) => (_mean, _scale, _weights) = (mean, scale, weights);

    /// <summary>Fits.</summary>
    /// <param name="features">Row-major, [n,d].</param>
    /// <param name="label">y, [n], of both classes.</param>
    /// <param name="width">d.</param>
    /// <param name="penalty">α of ½α‖w‖², on standardised columns.</param>
    public static LogisticProbe Fit(ReadOnlySpan<double> features, ReadOnlySpan<bool> label, int width, double penalty)
    {
        int n = label.Length;
        double[] mean = new double[width], scale = new double[width];
        for (int k = 0; k < width; k++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < n; i++)
                sum += features[i * width + k];
            mean[k] = sum / n;
            for (int i = 0; i < n; i++)
                squares += (features[i * width + k] - mean[k]) * (features[i * width + k] - mean[k]);

            // A column that never changes tells nothing; any scale will do.
            scale[k] = squares > 1e-12 * n ? Math.Sqrt(squares / n) : 1;
        }

        var probe = new LogisticProbe(mean, scale, new double[width + 1]);
        double share = label.Count(true) / (double)n;
        probe._weights[width] = Math.Log(share / (1 - share));
        var columns = new double[n * width];
        for (int i = 0; i < n; i++)
        for (int k = 0; k < width; k++)
            columns[i * width + k] = (features[i * width + k] - mean[k]) / scale[k];

        double[] target = new double[n], weight = new double[n];
        for (int step = 0; step < Steps; step++)
        {
            for (int i = 0; i < n; i++)
            {
                double logit = probe._weights[width] + DoubleSpan.Dot(columns.AsSpan(i * width, width), probe._weights.AsSpan(0, width));
                double p = 1 / (1 + Math.Exp(-logit));

                // Away from 0: a row that is certain has no weight, and its working response no bound.
                weight[i] = Math.Max(p * (1 - p), 1e-6);
                target[i] = logit + ((label[i] ? 1 : 0) - p) / weight[i];
            }

            double[] next = RidgeRegression.Fit(columns, target, weight, width, penalty);
            double change = 0;
            for (int k = 0; k <= width; k++)
                change = Math.Max(change, Math.Abs(next[k] - probe._weights[k]));
            next.CopyTo(probe._weights, 0);
            if (change < 1e-8)
                break;
        }

        return probe;
    }

    /// <summary>The logit of a row.</summary>
    public double Logit(ReadOnlySpan<double> row)
    {
        double logit = _weights[^1];
        for (int k = 0; k < row.Length; k++)
            logit += _weights[k] * (row[k] - _mean[k]) / _scale[k];
        return logit;
    }
}
