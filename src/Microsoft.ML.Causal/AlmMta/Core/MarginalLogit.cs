// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What stands for t' given x in the front-door formula: the logit's regression on x, and quantiles of what is left.</summary>
/// <remarks><code>B_q(x) = μ(x) + r_q,   μ: ridge of b(T,x) on (x, x_i x_k),   r_q: residual quantiles at (q + ½)/Q</code></remarks>
internal sealed class MarginalLogit
{
    private readonly CoreShape _shape;
    private readonly double[] _coefficients;

    /// <summary>Takes coefficients (x, products, intercept) and residual quantiles.</summary>
    public MarginalLogit(CoreShape shape, double[] coefficients, double[] residuals) =>
        (_shape, _coefficients, Residuals) = (shape, coefficients, residuals);

    /// <summary>r_q, rising.</summary>
    public double[] Residuals { get; }

    /// <summary>Doubles of scratch that <see cref="Mean"/> needs.</summary>
    public int Scratch => _shape.Products;

    /// <summary>Fits b(T,x) of training rows.</summary>
    /// <param name="journeys">The journeys.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="logits">b of each of them.</param>
    /// <param name="weight">Weights of each of them, or empty.</param>
    /// <param name="penalty">α.</param>
    /// <param name="quantiles">Q.</param>
    public static MarginalLogit Fit(
        EncodedJourneys journeys, ReadOnlySpan<int> rows, ReadOnlySpan<double> logits, ReadOnlySpan<double> weight, double penalty, int quantiles)
    {
        CoreShape shape = journeys.Encoding.Shape;
        int width = shape.Context + shape.Products;
        double[] features = Features(journeys, rows);
        double[] coefficients = RidgeRegression.Fit(features, logits, weight, width, penalty);
        var residuals = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            residuals[i] = logits[i] - coefficients[width] - DoubleSpan.Dot(coefficients.AsSpan(0, width), features.AsSpan(i * width, width));
        return new(shape, coefficients, Quantiles(residuals, weight, quantiles));
    }

    /// <summary>The marginal of former and new rows, when former ones are known by their marginal alone.</summary>
    /// <remarks>
    /// <code>
    /// E[b|x] over former rows = μ'(x) + E[b − b'|x],   r_q over former rows = r'_q + (quantile of b − μ) − (quantile of b' − μ')
    /// </code>
    /// b', μ' and r' are the former model's; what has changed since is measured on the new rows, where it is small and so well known.
    /// </remarks>
    /// <param name="journeys">The journeys.</param>
    /// <param name="rows">New training rows.</param>
    /// <param name="logits">b of each of them.</param>
    /// <param name="weight">Weights of each of them, or empty.</param>
    /// <param name="penalty">α, on what changes.</param>
    /// <param name="former">The former marginal.</param>
    /// <param name="formerLogits">b' of each row.</param>
    /// <param name="share">Weight of former rows for a weight 1 of new ones.</param>
    public static MarginalLogit Continue(
        EncodedJourneys journeys, ReadOnlySpan<int> rows, double[] logits, ReadOnlySpan<double> weight, double penalty, MarginalLogit former,
        double[] formerLogits, double share)
    {
        CoreShape shape = journeys.Encoding.Shape;
        double[] features = Features(journeys, rows), scratch = new double[shape.Products];
        int width = shape.Context + shape.Products, n = rows.Length;
        double[] target = new double[n], weights = new double[n], residuals = new double[n], formerResiduals = new double[n];
        for (int i = 0; i < n; i++)
        {
            double mean = former.Mean(features.AsSpan(i * width, shape.Context), scratch);
            formerResiduals[i] = formerLogits[i] - mean;

            // The mean of b − μ' over new rows and of b − b' over former ones.
            target[i] = logits[i] - (mean + share * formerLogits[i]) / (1 + share);
            weights[i] = (1 + share) * (weight.IsEmpty ? 1 : weight[i]);
        }

        double[] change = RidgeRegression.Fit(features, target, weights, width, penalty);
        double[] coefficients = [.. former._coefficients.Select((value, k) => value + change[k])];
        for (int i = 0; i < n; i++)
            residuals[i] = logits[i] - coefficients[width] - DoubleSpan.Dot(coefficients.AsSpan(0, width), features.AsSpan(i * width, width));
        int count = former.Residuals.Length;
        double[] now = Quantiles(residuals, weight, count), then = Quantiles(formerResiduals, weight, count);
        double[] pooled = [.. now.Select((value, q) => value + share / (1 + share) * (former.Residuals[q] - then[q]))];
        Array.Sort(pooled);
        return new(shape, coefficients, pooled);
    }

    /// <summary>The same with what is left of b in the rows of <paramref name="top"/> in place of quantiles over all rows; itself without such rows.</summary>
    /// <param name="journeys">The journeys.</param>
    /// <param name="top">Rows that stand for t'.</param>
    /// <param name="logits">Gives b of rows.</param>
    public MarginalLogit Over(EncodedJourneys journeys, TopMatchRows? top, Func<int[], double[]> logits)
    {
        if (top is null)
            return this;
        double[] residuals = logits(top.Rows), scratch = new double[Scratch];
        for (int k = 0; k < residuals.Length; k++)
            residuals[k] -= Mean(journeys.Row(top.Rows[k]).X, scratch);
        Array.Sort(residuals);
        return new(_shape, _coefficients, residuals);
    }

    /// <summary>μ(x).</summary>
    public double Mean(ReadOnlySpan<double> x, Span<double> scratch)
    {
        Span<double> products = scratch[.._shape.Products];
        _shape.Expand(x, products);
        return _coefficients[^1] + DoubleSpan.Dot(_coefficients.AsSpan(0, x.Length), x)
            + DoubleSpan.Dot(_coefficients.AsSpan(x.Length, products.Length), products);
    }

    /// <summary>The same with <paramref name="shift"/> added to μ.</summary>
    public MarginalLogit Shifted(double shift) => new(_shape, [.. _coefficients[..^1], _coefficients[^1] + shift], Residuals);

    /// <summary>As arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays(string prefix) =>
    [
        ($"{prefix}marginal.coefficients", [_coefficients.Length], Array.ConvertAll(_coefficients, value => (float)value)),
        ($"{prefix}marginal.residuals", [Residuals.Length], Array.ConvertAll(Residuals, value => (float)value)),
    ];

    /// <summary>Reads one back.</summary>
    public static MarginalLogit Of(CoreShape shape, NamedArrays arrays) => new(
        shape, Array.ConvertAll(arrays.Get("marginal.coefficients").Values, value => (double)value),
        Array.ConvertAll(arrays.Get("marginal.residuals").Values, value => (double)value));

    /// <summary>x and x_i x_k of rows, row-major.</summary>
    private static double[] Features(EncodedJourneys journeys, ReadOnlySpan<int> rows)
    {
        CoreShape shape = journeys.Encoding.Shape;
        int dx = shape.Context, width = dx + shape.Products;
        var features = new double[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<double> x = journeys.Row(rows[i]).X;
            x.CopyTo(features.AsSpan(i * width));
            shape.Expand(x, features.AsSpan(i * width + dx, shape.Products));
        }

        return features;
    }

    /// <summary>Weighted quantiles: the value at which the weight passed comes to (q + ½)/Q of all.</summary>
    private static double[] Quantiles(double[] values, ReadOnlySpan<double> weight, int count)
    {
        double[] weights = weight.IsEmpty ? [.. Enumerable.Repeat(1.0, values.Length)] : weight.ToArray();
        Array.Sort(values, weights);
        double total = weights.Sum(), passed = 0;
        var quantiles = new double[count];
        int at = 0;
        for (int i = 0; i < values.Length && at < count; i++)
        {
            passed += weights[i];
            while (at < count && passed >= total * (at + 0.5) / count)
                quantiles[at++] = values[i];
        }

        for (; at < count; at++)
            quantiles[at] = values[^1];
        return quantiles;
    }
}
