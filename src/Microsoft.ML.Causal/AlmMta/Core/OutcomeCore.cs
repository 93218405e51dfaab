// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The outcome's empirical-Bayes model of everything but the mediator: b(T,x), a logit per row.</summary>
/// <remarks>
/// <code>b = b0 + β·x + quad(x) + ℓ1 L/8 + ℓ2 (L/8)² + Σ_j (u_cluster + u_item + Σ u_key + n·z_j + w·v_j + x·D_cluster) + sᵀVs,   s = Σ v/√L</code>
/// </remarks>
internal sealed class OutcomeCore : IBaseLogit
{
    private readonly CoreShape _shape;
    private readonly CoreGroup _intercept, _context, _products, _length, _cluster, _content, _numeric;
    private readonly CoreGroup? _clusterContext, _pairs;
    private readonly CoreGroup[] _keys;

    /// <summary>Lays out the parameters, all 0 but b0.</summary>
    /// <param name="shape">Sizes of the inputs.</param>
    /// <param name="terms">Terms that are in.</param>
    /// <param name="parameters">Receives the groups; the caller may have added others, and allocates.</param>
    public OutcomeCore(CoreShape shape, OutcomeTerms terms, CoreParameters parameters)
    {
        _shape = shape;
        Parameters = parameters;
        _intercept = parameters.Add("intercept", 1, learningRateScale: 3, isCoupled: true);
        _context = parameters.Add("context", shape.Context, 1, isCoupled: true);
        _products = parameters.Add("products", shape.Products, 50, isCoupled: true);
        _length = parameters.Add("length", 2, isCoupled: true);
        _cluster = parameters.Add("cluster", shape.Clusters, 20, isCoupled: true);
        _keys = [.. shape.KeyCardinalities.Select((codes, c) => parameters.Add($"key{c}", codes, 100))];
        _content = parameters.Add("content", shape.Content, 10, isCoupled: true);
        _numeric = parameters.Add("numeric", shape.Numeric, 10, isCoupled: true);
        _clusterContext = terms.HasFlag(OutcomeTerms.ClusterContext) ? parameters.Add("clusterContext", shape.Clusters * shape.Context, 200) : null;
        _pairs = terms.HasFlag(OutcomeTerms.ContentPairs) ? parameters.Add("pairs", shape.Content * shape.Content, 10) : null;
    }

    /// <summary>θ and its priors.</summary>
    public CoreParameters Parameters { get; }

    /// <summary>b0.</summary>
    public ref double Intercept => ref Parameters.Values[_intercept.Offset];

    /// <inheritdoc/>
    public int Scratch => _shape.Content + _shape.Products + _shape.Context;

    /// <inheritdoc/>
    public double Forward(in EncodedRow row, Span<double> scratch)
    {
        double[] theta = Parameters.Values;
        int dx = _shape.Context, dv = _shape.Content;
        double length = row.Length / 8.0;
        double sum = theta[_intercept.Offset] + DoubleSpan.Dot(_context.Of(theta), row.X)
            + length * (theta[_length.Offset] + length * theta[_length.Offset + 1]);
        Span<double> content = scratch[..dv], products = scratch.Slice(dv, _shape.Products), direction = scratch.Slice(dv + _shape.Products, dx);
        content.Clear();                                                                // Σ_j v_j
        direction.Clear();                                                              // Σ_j D_cluster(j)
        for (int j = 0; j < row.Length; j++)
        {
            for (int c = 0; c < _keys.Length; c++)
            {
                int code = row.Keys[c * row.Stride + j];
                sum += code > 0 ? theta[_keys[c].Offset + code - 1] : 0;
            }

            for (int c = 0; c < _shape.Numeric; c++)
                sum += theta[_numeric.Offset + c] * row.Numeric[c * row.Stride + j];
            int cluster = row.Cluster.IsEmpty ? 0 : row.Cluster[j];
            if (cluster > 0)
            {
                sum += theta[_cluster.Offset + cluster - 1];
                if (_clusterContext is not null)
                    DoubleSpan.Add(theta.AsSpan(_clusterContext.Offset + (cluster - 1) * dx, dx), direction);
            }

            if (dv > 0)
                DoubleSpan.Add(row.ContentOf(j, dv), content);
        }

        _shape.Expand(row.X, products);
        sum += DoubleSpan.Dot(_products.Of(theta), products) + DoubleSpan.Dot(_content.Of(theta), content) + DoubleSpan.Dot(direction, row.X);
        return _pairs is null || row.Length == 0 ? sum : sum + DoubleSpan.Quadratic(_pairs.Of(theta), content) / row.Length;
    }

    /// <summary>Adds ∂ℓ/∂θ, and if asked the information, of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="slope">∂ℓ/∂b.</param>
    /// <param name="curvature">What stands for (∂ℓ/∂b)² in the information; NaN leaves the information as it is.</param>
    /// <param name="scratch">As <see cref="Forward"/> of the same row has left it.</param>
    public void Backward(in EncodedRow row, double slope, double curvature, Span<double> scratch)
    {
        AddTo(Parameters.Gradient, row, slope, scratch, squares: false);
        if (!double.IsNaN(curvature))
            AddTo(Parameters.Information, row, curvature, scratch, squares: true);
    }

    /// <summary>target += g·feature, or feature². A touch's features count touch by touch: repeats are rare and the sum is cheap.</summary>
    private void AddTo(double[] target, in EncodedRow row, double g, Span<double> scratch, bool squares)
    {
        int dx = _shape.Context, dv = _shape.Content;
        double length = squares ? row.Length / 8.0 * (row.Length / 8.0) : row.Length / 8.0;
        target[_intercept.Offset] += g;
        target[_length.Offset] += g * length;
        target[_length.Offset + 1] += g * length * length;
        Add(g, row.X, _context.Of(target));
        Add(g, scratch[..dv], _content.Of(target));
        Add(g, scratch.Slice(dv, _shape.Products), _products.Of(target));
        for (int k = 0; k < dv && _pairs is not null && row.Length > 0; k++)
        {
            double factor = scratch[k] / row.Length;
            Add(g * (squares ? factor * factor : factor), scratch[..dv], target.AsSpan(_pairs.Offset + k * dv, dv));
        }

        for (int j = 0; j < row.Length; j++)
        {
            for (int c = 0; c < _keys.Length; c++)
            {
                int code = row.Keys[c * row.Stride + j];
                if (code > 0)
                    target[_keys[c].Offset + code - 1] += g;
            }

            for (int c = 0; c < _shape.Numeric; c++)
            {
                double z = row.Numeric[c * row.Stride + j];
                target[_numeric.Offset + c] += g * (squares ? z * z : z);
            }

            int cluster = row.Cluster.IsEmpty ? 0 : row.Cluster[j];
            if (cluster > 0)
            {
                target[_cluster.Offset + cluster - 1] += g;
                if (_clusterContext is not null)
                    Add(g, row.X, target.AsSpan(_clusterContext.Offset + (cluster - 1) * dx, dx));
            }
        }

        void Add(double scale, ReadOnlySpan<double> feature, Span<double> sum)
        {
            if (squares)
                DoubleSpan.AddScaledSquares(scale, feature, sum);
            else
                DoubleSpan.AddScaled(scale, feature, sum);
        }
    }
}
