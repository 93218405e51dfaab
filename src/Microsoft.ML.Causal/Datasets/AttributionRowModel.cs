// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The mechanism of one row: who sees what, what it inspires, and what comes of it, given context and hidden state.</summary>
/// <remarks>
/// <code>
/// L = min(16, 1 + Poisson(exp(1.45 + .2 X₀ + cL w)))
/// exposure   cluster ~ softmax_k(pc_k + .8 A_k·X + cT π_k w + cG max(w,0) 1[topic(k) = g]);  item in it ~ softmax(popularity)
/// mediator   p_j = σ(s_i + (X B)·v_i − .06 rec_j + δ w),  rec_j = L − 1 − j
///   nl world p_j = σ(s_i + .4 (X B)·v_i − .06 rec_j + .5 Σ_r max((X·U_r) 1.5/√8 − .3, 0) tanh(v_i·V_r) + .5 sin(2 X₃) sign(ν_k) + δ w)
/// outcome    P(Y=1) = σ(b0 + (1.4 + bWM w) log₂(1+H) + .6 X₁ + .3 X₂ + bW w + ε Σ_j κ_k(j))
/// </code>
/// </remarks>
internal sealed class AttributionRowModel
{
    private const int K = AttributionWorld.Clusters, X = AttributionWorld.ContextWidth, D = AttributionWorld.ContentWidth, R = AttributionWorld.Hinges;
    private readonly AttributionTables _tables;
    private readonly AttributionSetting _setting;
    private readonly double[] _x = new double[X], _interest = new double[K], _wish = new double[D], _hinges = new double[R], _intent = new double[AttributionWorld.Topics];
    private readonly double[] _hingeContent;

    public AttributionRowModel(AttributionWorld world, AttributionSetting setting)
    {
        (_tables, _setting) = (world.Tables, setting);
        _hingeContent = new double[AttributionWorld.Items * R];
        for (int i = 0; i < AttributionWorld.Items; i++)
        for (int r = 0; r < R; r++)
            _hingeContent[i * R + r] = Math.Tanh(AttributionMath.Dot(world.Content(i), _tables.V.AsSpan(r * D, D)));
    }

    /// <summary>pc_k + .8 A_k·X by cluster.</summary>
    public ReadOnlySpan<double> Interest => _interest;

    /// <summary>P(intent topic = g | X).</summary>
    public ReadOnlySpan<double> Intent => _intent;

    /// <summary>Mean of w given X.</summary>
    public double HiddenMean => .3 * _x[1];

    /// <summary>Takes the context of the row.</summary>
    public void Begin(ReadOnlySpan<double> x)
    {
        x.CopyTo(_x);
        for (int k = 0; k < K; k++)
            _interest[k] = _tables.ClusterPopularity[k] + .8 * AttributionMath.Dot(_x, _tables.A.AsSpan(k * X, X));
        for (int d = 0; d < D; d++)
            _wish[d] = AttributionMath.DotColumn(_x, _tables.B, D, d);
        for (int r = 0; r < R; r++)
            _hinges[r] = Math.Max(AttributionMath.Dot(_x, _tables.U.AsSpan(r * X, X)) * 1.5 / Math.Sqrt(X) - .3, 0);
        for (int g = 0; g < _intent.Length; g++)
            _intent[g] = AttributionMath.DotColumn(_x, _tables.G, _intent.Length, g);
        AttributionMath.Softmax(_intent);
    }

    /// <summary>Rate of the Poisson variable behind L.</summary>
    public double LengthRate(double w) => Math.Exp(1.45 + .2 * _x[0] + _setting.LengthConfounding * w);

    /// <summary>Writes P(cluster | X, w, g).</summary>
    public void Exposure(double w, int topic, Span<double> probabilities)
    {
        for (int k = 0; k < K; k++)
        {
            probabilities[k] = _interest[k] + _setting.ExposureConfounding * _tables.Pi[k] * w
                + (AttributionWorld.TopicOf(k) == topic ? _setting.TopicConfounding * Math.Max(w, 0) : 0);
        }

        AttributionMath.Softmax(probabilities);
    }

    /// <summary>The mediator's logit of a touch, without δw.</summary>
    public double MediatorLogit(int item, int recency)
    {
        double match = AttributionMath.Dot(_wish, _tables.ItemContent.AsSpan(item * D, D)), steady = _tables.S[item] - .06 * recency;
        if (!_setting.Nonlinear)
            return steady + match;
        double bent = AttributionMath.Dot(_hinges, _hingeContent.AsSpan(item * R, R));
        return steady + .4 * match + .5 * bent + .5 * Math.Sin(2 * _x[3]) * Math.Sign(_tables.Nu[AttributionWorld.ClusterOf(item)]);
    }

    /// <summary>ω of a touch.</summary>
    public int Dose(int item) => _setting.VaryingDose ? _tables.Dose[AttributionWorld.ClusterOf(item)] : 1;

    /// <summary>ε κ of a touch.</summary>
    public double Direct(int item) => _setting.DirectEffect * _tables.Kappa[AttributionWorld.ClusterOf(item)];

    /// <summary>P(Y=1 | H, X, w) with <paramref name="direct"/> = ε Σ κ.</summary>
    public double Outcome(int h, double w, double direct) => AttributionMath.Sigmoid(
        _setting.OutcomeIntercept + (1.4 + _setting.MediatorInteraction * w) * Math.Log2(1 + h) + .6 * _x[1] + .3 * _x[2]
        + _setting.OutcomeConfounding * w + direct);
}
