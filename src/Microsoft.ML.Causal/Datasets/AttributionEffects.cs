// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The exact effects of a row's touches: deletion effects under intervention, and on the treated.</summary>
/// <remarks>
/// <code>
/// P(Y=1|do(T),X) = E_w[ Σ_h P(H=h; p) P(Y=1|h,X,w) ],   Δ_j = P(Y=1|do(T),X) − P(Y=1|do(T∖τ_j),X)
/// </code>
/// with w | X ~ N(.3 X₁, .91) on 15 Gauss-Hermite nodes; on the treated with w | X, T instead, exactly over the nodes and the 12 topics. A deletion
/// keeps the other touches' recency.
/// </remarks>
internal sealed class AttributionEffects(AttributionWorld world, AttributionSetting setting)
{
    private const int K = AttributionWorld.Clusters, G = AttributionWorld.Topics, L = AttributionWorld.MaxTouches, LargestH = 3 * L;
    private static readonly GaussHermite _quadrature = new(15);
    private readonly AttributionRowModel _row = new(world, setting);
    private readonly double[] _logits = new double[L], _p = new double[L], _all = new double[LargestH + 1], _without = new double[LargestH + 1],
        _response = new double[LargestH + 1], _weights = new double[15], _posterior = new double[15], _topicSums = new double[G], _expected = new double[K];

    /// <summary>Computes the effects of one row.</summary>
    /// <param name="x">X, [8].</param>
    /// <param name="items">The touches' items, oldest first, at most 16.</param>
    /// <param name="uplift">Receives Δ of each touch.</param>
    /// <param name="upliftOnTreated">Receives the effect on the treated of each touch.</param>
    /// <returns>P(Y=1|do(T),X).</returns>
    public double Of(ReadOnlySpan<double> x, ReadOnlySpan<int> items, Span<double> uplift, Span<double> upliftOnTreated)
    {
        _row.Begin(x);
        for (int j = 0; j < items.Length; j++)
            _logits[j] = _row.MediatorLogit(items[j], items.Length - 1 - j);
        Posterior(items);
        uplift.Clear();
        upliftOnTreated.Clear();
        double probability = 0;
        for (int q = 0; q < _posterior.Length; q++)
            probability += _quadrature.Weights[q] * AtNode(items, Hidden(q), _quadrature.Weights[q], _posterior[q], uplift, upliftOnTreated);
        return probability;
    }

    private double Hidden(int node) => _row.HiddenMean + Math.Sqrt(.91) * _quadrature.Nodes[node];

    /// <summary>Adds what the touches do at one value of w; gives P(Y=1 | do(T), X, w).</summary>
    private double AtNode(ReadOnlySpan<int> items, double w, double weight, double weightOnTreated, Span<double> uplift, Span<double> upliftOnTreated)
    {
        double direct = 0;
        int largest = 0;
        foreach (int item in items)
        {
            direct += _row.Direct(item);
            largest += _row.Dose(item);
        }

        Span<double> all = _all.AsSpan(0, largest + 1), without = _without.AsSpan(0, largest + 1), response = _response.AsSpan(0, largest + 1);
        all.Clear();
        all[0] = 1;
        for (int j = 0; j < items.Length; j++)
        {
            _p[j] = AttributionMath.Sigmoid(_logits[j] + setting.MediatorConfounding * w);
            DosedBinomial.Add(all, _p[j], _row.Dose(items[j]));
        }

        Respond(response, w, direct);
        double with = AttributionMath.Dot(all, response);
        for (int j = 0; j < items.Length; j++)
        {
            DosedBinomial.LeaveOut(all, _p[j], _row.Dose(items[j]), without);
            // Without a direct path the outcome given H is the same with and without the touch.
            if (setting.DirectEffect != 0)
                Respond(response, w, direct - _row.Direct(items[j]));
            double effect = with - AttributionMath.Dot(without, response);
            uplift[j] += weight * effect;
            upliftOnTreated[j] += weightOnTreated * effect;
        }

        return with;
    }

    private void Respond(Span<double> response, double w, double direct)
    {
        for (int h = 0; h < response.Length; h++)
            response[h] = _row.Outcome(h, w, direct);
    }

    /// <summary>P(node | T, X) ∝ P(node) P(L | X, w) Σ_g P(g|X) Π_j P(cluster_j | X, w, g).</summary>
    private void Posterior(ReadOnlySpan<int> items)
    {
        Span<int> inTopic = stackalloc int[G];
        inTopic.Clear();
        foreach (int item in items)
            inTopic[AttributionWorld.TopicOf(AttributionWorld.ClusterOf(item))]++;

        // In logarithms, for sixteen exposures to one in sixty each leave little of 1.
        double largest = double.NegativeInfinity;
        for (int q = 0; q < _posterior.Length; q++)
        {
            double w = Hidden(q), sum = 0, seen = 0;
            Array.Clear(_topicSums);
            for (int k = 0; k < K; k++)
            {
                _expected[k] = Math.Exp(_row.Interest[k] + setting.ExposureConfounding * world.Tables.Pi[k] * w);
                _topicSums[AttributionWorld.TopicOf(k)] += _expected[k];
                sum += _expected[k];
            }

            foreach (int item in items)
                seen += Math.Log(_expected[AttributionWorld.ClusterOf(item)]);

            double push = setting.TopicConfounding * Math.Max(w, 0), mixture = 0;
            for (int g = 0; g < G; g++)
            {
                double total = sum + _topicSums[g] * (Math.Exp(push) - 1);
                mixture += _row.Intent[g] * Math.Exp(push * inTopic[g] - items.Length * Math.Log(total / sum));
            }

            _weights[q] = Math.Log(_quadrature.Weights[q]) + Math.Log(LengthProbability(items.Length, w)) + seen - items.Length * Math.Log(sum) + Math.Log(mixture);
            largest = Math.Max(largest, _weights[q]);
        }

        double norm = 0;
        for (int q = 0; q < _posterior.Length; q++)
            norm += _posterior[q] = Math.Exp(_weights[q] - largest);
        for (int q = 0; q < _posterior.Length; q++)
            _posterior[q] /= norm;
    }

    private double LengthProbability(int length, double w)
    {
        double rate = _row.LengthRate(w);
        if (length < L)
            return AttributionMath.Poisson(length - 1, rate);
        double below = 0;
        for (int n = 0; n < L - 1; n++)
            below += AttributionMath.Poisson(n, rate);
        return 1 - below;
    }
}
