// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Gaussian process regression with a Matérn 5/2 kernel that has a length of its own in each dimension.</summary>
/// <remarks>
/// <code>
/// y = f(x) + ε,   f ~ GP(0, σ²k),   k = (1 + √5 r + 5r²/3) e^(−√5 r),   r² = Σ_d δ_d²/ℓ_d²,   ε ~ N(0, σ²λ)
/// </code>
/// ℓ and λ maximise the marginal likelihood times log-normal priors, σ² in closed form (Rasmussen and Williams 2006, section 5.4).
/// </remarks>
internal sealed class GaussianProcess
{
    // Logarithms of the priors' medians, and their standard deviations: a function bends once or twice over a dimension, and trials repeat
    // to within a tenth of their spread, or exactly, or hardly.
    private const double LengthSpread = 1, NoiseSpread = 2;
    private static readonly double PriorLength = Math.Log(0.5), PriorNoise = Math.Log(0.01);

    private readonly IReadOnlyList<SweepDimension> _dimensions;
    private readonly List<double[]> _points;
    private readonly List<double> _values;
    private readonly double[] _lengths;
    private readonly double _noise;
    private double[] _factor = [], _weights = [];
    private double _variance;

    /// <summary>Fits lengths and noise.</summary>
    /// <param name="dimensions">The space.</param>
    /// <param name="points">Points in units.</param>
    /// <param name="values">y, one per point, with mean about 0.</param>
    public GaussianProcess(IReadOnlyList<SweepDimension> dimensions, IEnumerable<double[]> points, IEnumerable<double> values)
    {
        (_dimensions, _points, _values) = (dimensions, [.. points], [.. values]);
        // Logarithms of the lengths, then of the noise.
        double[] logarithms = [.. Enumerable.Repeat(PriorLength, dimensions.Count), PriorNoise];
        double best = Evidence(logarithms);
        for (double step = Math.Log(4); step > 0.2; step /= 2)
        {
            for (int at = 0; at < logarithms.Length; at++)
            {
                foreach (double move in (double[])[step, -step])
                {
                    logarithms[at] += move;
                    double evidence = Evidence(logarithms);
                    if (evidence > best)
                    {
                        best = evidence;
                        break;
                    }

                    logarithms[at] -= move;
                }
            }
        }

        _lengths = [.. logarithms[..^1].Select(Math.Exp)];
        _noise = Math.Exp(logarithms[^1]);
        Condition();
    }

    /// <summary>Mean and standard deviation of f at a point.</summary>
    public (double Mean, double Deviation) Predict(double[] point)
    {
        var kernel = new double[_points.Count];
        for (int i = 0; i < kernel.Length; i++)
            kernel[i] = Kernel(point, _points[i], _lengths);
        double mean = DoubleSpan.Dot(kernel, _weights);
        Cholesky.SolveLower(_factor, kernel);
        return (mean, Math.Sqrt(_variance * Math.Max(0, 1 - DoubleSpan.Dot(kernel, kernel))));
    }

    /// <summary>Share of the values' variance that is predicted when each is left out in turn, R²; below 0 where the mean would do better.</summary>
    public double LeaveOneOutShare()
    {
        int n = _points.Count;
        double errors = 0, mean = _values.Average(), total = _values.Sum(value => (value - mean) * (value - mean));
        var unit = new double[n];
        for (int i = 0; i < n; i++)
        {
            Array.Clear(unit);
            unit[i] = 1;
            Cholesky.Solve(_factor, unit);
            // y_i less its prediction from the others is [K⁻¹y]_i/[K⁻¹]_ii (Rasmussen and Williams 2006, eq. 5.12).
            double error = _weights[i] / unit[i];
            errors += error * error;
        }

        return total > 0 ? 1 - errors / total : double.NaN;
    }

    /// <summary>Adds a point without fitting lengths and noise again.</summary>
    public void Add(double[] point, double value)
    {
        _points.Add(point);
        _values.Add(value);
        Condition();
    }

    private void Condition()
    {
        _factor = Factor(_lengths, _noise);
        _weights = [.. _values];
        Cholesky.Solve(_factor, _weights);
        _variance = DoubleSpan.Dot(_weights, [.. _values]) / _values.Count;
    }

    /// <summary>Logarithm of marginal likelihood times prior, up to a constant.</summary>
    private double Evidence(double[] logarithms)
    {
        double[] factor = Factor([.. logarithms[..^1].Select(Math.Exp)], Math.Exp(logarithms[^1]));
        int n = _points.Count;
        double[] white = [.. _values];
        Cholesky.SolveLower(factor, white);
        double evidence = -0.5 * n * Math.Log(DoubleSpan.Dot(white, white) / n);
        for (int i = 0; i < n; i++)
            evidence -= Math.Log(factor[i * n + i]);
        for (int at = 0; at < logarithms.Length; at++)
        {
            bool length = at < logarithms.Length - 1;
            double z = (logarithms[at] - (length ? PriorLength : PriorNoise)) / (length ? LengthSpread : NoiseSpread);
            evidence -= z * z / 2;
        }

        return evidence;
    }

    private double[] Factor(double[] lengths, double noise)
    {
        int n = _points.Count;
        var matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                matrix[i * n + j] = Kernel(_points[i], _points[j], lengths);
            matrix[i * n + i] = 1 + noise;
        }

        // Positive definite: a kernel plus noise on the diagonal.
        Cholesky.Factor(matrix, n);
        return matrix;
    }

    private double Kernel(double[] a, double[] b, double[] lengths)
    {
        double square = 0;
        for (int d = 0; d < a.Length; d++)
        {
            double distance = Distance(_dimensions[d], a[d], b[d]) / lengths[d];
            square += distance * distance;
        }

        double r = Math.Sqrt(5 * square);
        return (1 + r + r * r / 3) * Math.Exp(-r);
    }

    /// <summary>How far two values are apart, at most 1: two choices, or an active and an inactive value, are as far apart as can be.</summary>
    private static double Distance(SweepDimension dimension, double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
            return double.IsNaN(a) && double.IsNaN(b) ? 0 : 1;
        return dimension.Scale == SweepScale.Choice ? (dimension.Value(a) == dimension.Value(b) ? 0 : 1) : a - b;
    }
}
