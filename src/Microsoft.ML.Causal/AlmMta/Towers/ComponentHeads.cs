// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The heads that the paper's components put on a mediator tower; training alone has them, a model does not.</summary>
/// <remarks>
/// <code>
/// adversary = MLP[GRL(Σ_j M_j)],   anchor = W_a mean_j h_j,   key_j = W_k M_j,   exposure = W_o relu(W_x x) + b_o,   θ_k = w_θ·E_cl[k]
/// </code>
/// W_x and E_cl are those of the tower's trunk. Shapes: n rows, m touches, h hidden, q mediator, w contrast, k clusters.
/// </remarks>
internal sealed class ComponentHeads<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int AdversaryWidth = 16;

    private readonly MediatorTower<T> _tower;
    private readonly Parameter<T> _anchor, _key, _clusterEffect;
    private readonly Mlp<T> _exposure;

    /// <summary>Draws the weights, in this order: it is part of what a seed means.</summary>
    public ComponentHeads(AlmMtaOptions options, CoreShape inputs, MediatorTower<T> tower, RandomStream random)
    {
        _tower = tower;
        int h = options.HiddenWidth, q = options.MediatorWidth, w = options.ContrastWidth;
        _anchor = Initialisation.Uniform<T>("component.W_a", new Shape(w, h), h, random);
        _key = Initialisation.Uniform<T>("component.W_k", new Shape(w, q), q, random);
        _clusterEffect = new("component.w_θ", new Shape(1, options.EmbeddingWidth));
        Adversary = new("component.adversary", q, [AdversaryWidth], 1, random);
        _exposure = new("component.exposure", h, [], Math.Max(1, inputs.Clusters), random);
    }

    /// <summary>The adversary's head.</summary>
    public Mlp<T> Adversary { get; }

    /// <summary>All weights.</summary>
    public IEnumerable<Parameter<T>> Parameters => [_anchor, _key, _clusterEffect, .. Adversary.Parameters, .. _exposure.Parameters];

    /// <summary>Σ_j M_j, [n,q].</summary>
    public Tensor<T> Pooled(Tape<T> tape, TowerBatch<T> batch, Tensor<T> mediator) => Pool(tape, batch, mediator, mean: false);

    /// <summary>Anchors of rows, [a,w].</summary>
    public Tensor<T> Anchors(Tape<T> tape, TowerBatch<T> batch, Tensor<T> hidden, ReadOnlySpan<int> rows) =>
        tape.Linear(tape.GatherRows(Pool(tape, batch, hidden, mean: true), rows), tape.Use(_anchor), null);

    /// <summary>Keys of touches, [a,w].</summary>
    public Tensor<T> Keys(Tape<T> tape, Tensor<T> mediator, ReadOnlySpan<int> touches) =>
        tape.Linear(tape.GatherRows(mediator, touches), tape.Use(_key), null);

    /// <summary>Logits of the exposure head, [n,k].</summary>
    public Tensor<T> Exposure(Tape<T> tape, Tensor<T> x) => _exposure.Forward(tape, _tower.ContextFeatures(tape, x));

    /// <summary>θ of each cluster in the residual-on-residual term, [1,k]; it begins as 0.</summary>
    public Tensor<T> ClusterEffects(Tape<T> tape) => _tower.ClusterEffects(tape, tape.Use(_clusterEffect));

    private static Tensor<T> Pool(Tape<T> tape, TowerBatch<T> batch, Tensor<T> touches, bool mean)
    {
        var padded = new Shape(batch.Rows, batch.Longest, touches.Shape.Columns);
        return tape.MaskedPool(tape.Reshape(tape.GatherRows(touches, batch.TouchAt), padded), batch.Mask, mean);
    }
}
