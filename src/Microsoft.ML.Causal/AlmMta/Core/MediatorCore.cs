// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The mediator's empirical-Bayes mixed logistic model: the logit η_j that touch j moves the user.</summary>
/// <remarks>
/// <code>η_j = μ + u_cluster + u_item + Σ u_key + w·v + n·z + β·x + c1 rec + c2 rec² + xᵀBv + xᵀD_cluster,   p = σ(η)</code>
/// Hand-written gradients: a row costs a few vector operations per touch, and x enters once per row.
/// </remarks>
internal sealed class MediatorCore : IMediatorLogit
{
    private readonly CoreShape _shape;
    private readonly CoreGroup? _intercept, _context, _clusterContext;
    private readonly CoreGroup _cluster, _content, _numeric, _recency, _interaction;
    private readonly CoreGroup[] _keys;

    /// <summary>Lays out the parameters, all 0 but μ.</summary>
    /// <param name="shape">Sizes of the inputs.</param>
    /// <param name="terms">Terms that are in.</param>
    /// <param name="training">Whether it is to be trained.</param>
    public MediatorCore(CoreShape shape, MediatorTerms terms, bool training)
    {
        _shape = shape;
        _intercept = terms.HasFlag(MediatorTerms.Context) ? Parameters.Add("intercept", 1) : null;
        _cluster = Parameters.Add("cluster", shape.Clusters, 2);
        _keys = [.. shape.KeyCardinalities.Select((codes, c) => Parameters.Add($"key{c}", codes, 4))];
        _content = Parameters.Add("content", shape.Content, 1);
        _numeric = Parameters.Add("numeric", shape.Numeric, 1);
        _recency = Parameters.Add("recency", 2);
        _context = terms.HasFlag(MediatorTerms.Context) ? Parameters.Add("context", shape.Context, 4) : null;
        _interaction = Parameters.Add("interaction", shape.Context * shape.Content, 4);
        _clusterContext = terms.HasFlag(MediatorTerms.ClusterContext) ? Parameters.Add("clusterContext", shape.Clusters * shape.Context, 20) : null;
        Parameters.Allocate(training);

        // One touch in ten moves somebody: nearer to most data than one in two.
        if (_intercept is not null)
            Parameters.Values[_intercept.Offset] = -2.2;
    }

    /// <summary>θ and its priors.</summary>
    public CoreParameters Parameters { get; } = new();

    /// <inheritdoc/>
    public int Scratch => 2 * _shape.Content;

    /// <inheritdoc/>
    public void Forward(in EncodedRow row, Span<double> eta, Span<double> scratch)
    {
        double[] theta = Parameters.Values;
        int dx = _shape.Context, dv = _shape.Content;
        Span<double> direction = scratch[..dv];                                         // w + xᵀB
        _content.Of(theta).CopyTo(direction);
        for (int i = 0; i < dx && dv > 0; i++)
            DoubleSpan.AddScaled(row.X[i], theta.AsSpan(_interaction.Offset + i * dv, dv), direction);
        double common = (_intercept is null ? 0 : theta[_intercept.Offset]) + (_context is null ? 0 : DoubleSpan.Dot(_context.Of(theta), row.X));

        for (int j = 0; j < row.Length; j++)
        {
            double recency = row.Recency(j);
            double sum = common + recency * (theta[_recency.Offset] + recency * theta[_recency.Offset + 1]);
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
                    sum += DoubleSpan.Dot(theta.AsSpan(_clusterContext.Offset + (cluster - 1) * dx, dx), row.X);
            }

            eta[j] = dv > 0 ? sum + DoubleSpan.Dot(direction, row.ContentOf(j, dv)) : sum;
        }
    }

    /// <summary>Adds ∂ℓ/∂θ, and if asked the information, of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="slope">∂ℓ/∂η_j of each touch.</param>
    /// <param name="curvature">What stands for (∂ℓ/∂η_j)² in the information; empty leaves the information as it is.</param>
    /// <param name="scratch">Working memory.</param>
    public void Backward(in EncodedRow row, ReadOnlySpan<double> slope, ReadOnlySpan<double> curvature, Span<double> scratch)
    {
        AddTo(Parameters.Gradient, row, slope, scratch, squares: false);
        if (!curvature.IsEmpty)
            AddTo(Parameters.Information, row, curvature, scratch, squares: true);
    }

    /// <summary>target += Σ_j weight_j·feature_j, or feature_j².</summary>
    private void AddTo(double[] target, in EncodedRow row, ReadOnlySpan<double> weight, Span<double> scratch, bool squares)
    {
        int dx = _shape.Context, dv = _shape.Content;
        Span<double> content = scratch[..dv];                                           // Σ_j weight_j v_j
        content.Clear();
        double total = 0;
        for (int j = 0; j < row.Length; j++)
        {
            double g = weight[j], recency = squares ? row.Recency(j) * row.Recency(j) : row.Recency(j);
            total += g;
            target[_recency.Offset] += g * recency;
            target[_recency.Offset + 1] += g * recency * recency;
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

            if (dv > 0)
                Add(g, row.ContentOf(j, dv), content);
        }

        if (_intercept is not null)
            target[_intercept.Offset] += total;
        if (_context is not null)
            Add(total, row.X, _context.Of(target));
        if (dv == 0)
            return;
        DoubleSpan.AddScaled(1, content, _content.Of(target));
        for (int i = 0; i < dx; i++)
            DoubleSpan.AddScaled(squares ? row.X[i] * row.X[i] : row.X[i], content, target.AsSpan(_interaction.Offset + i * dv, dv));

        void Add(double g, ReadOnlySpan<double> feature, Span<double> sum)
        {
            if (squares)
                DoubleSpan.AddScaledSquares(g, feature, sum);
            else
                DoubleSpan.AddScaled(g, feature, sum);
        }
    }
}
