// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The network of the method as printed: one shared encoder, and all heads on it.</summary>
/// <remarks>
/// <code>
/// h_j = trunk(τ_j, x),   M_j = tanh(W_m h_j + b_m),   g_j = σ(w_g·h_j + b_g),   c = relu(W_c x + b_c)
/// z = Σ_j g_j V h_j,   m = Σ_j g_j M_j
/// main = MLP[z, m, c, x, L/8],   ite = MLP[z, c, x, L/8],   proxy_j = w_p·M_j + b_p
/// adversary = MLP[GRL(m)],   anchor = W_a z,   key_j = W_k M_j,   exposure = W_o c + b_o,   θ_k = w_θ·E_cl[k]
/// </code>
/// Shapes: n rows, m touches, h hidden, p pooled, q mediator, k clusters.
/// </remarks>
internal sealed class PaperNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ContextWidth = 16, AdversaryWidth = 16, Readers = 3;

    private readonly AlmMtaOptions _options;
    private readonly CoreShape _inputs;
    private readonly TouchTrunk<T> _trunk;
    private readonly Parameter<T> _mediator, _mediatorBias, _gate, _gateBias, _value, _context, _contextBias, _proxy, _proxyBias, _anchor, _key, _clusterEffect;
    private readonly Parameter<T>[] _readerGates;
    private readonly Mlp<T> _main, _effect, _exposure;

    /// <summary>Draws the weights, in this order: it is part of what a seed means.</summary>
    public PaperNetwork(AlmMtaOptions options, CoreShape inputs, RandomStream random)
    {
        (_options, _inputs) = (options, inputs);
        int h = options.HiddenWidth, p = options.PooledWidth, q = options.MediatorWidth, dx = inputs.Context;
        double embeddingRate = options.EmbeddingLearningRate / options.NetworkLearningRate;
        _trunk = new(TowerShape.Of(options, inputs, useKeys: true) with { EmbeddingLearningRateScale = embeddingRate }, "", random);
        _mediator = Initialisation.Uniform<T>("W_m", new Shape(q, h), h, random);
        _mediatorBias = Initialisation.Bias<T>("b_m", q);
        _gate = Initialisation.Uniform<T>("w_g", new Shape(1, h), h, random);
        _gateBias = Initialisation.Bias<T>("b_g", 1);
        _value = Initialisation.Uniform<T>("V", new Shape(p, h), h, random);
        _context = Initialisation.Uniform<T>("W_c", new Shape(ContextWidth, dx), dx, random);
        _contextBias = Initialisation.Bias<T>("b_c", ContextWidth);
        _proxy = Initialisation.Uniform<T>("w_p", new Shape(1, q), q, random);
        _proxyBias = Initialisation.Bias<T>("b_p", 1);
        _anchor = Initialisation.Uniform<T>("W_a", new Shape(options.ContrastWidth, p), p, random);
        _key = Initialisation.Uniform<T>("W_k", new Shape(options.ContrastWidth, q), q, random);
        _main = new("main", p + q + ContextWidth + dx + 1, [options.OutcomeHiddenWidth], 1, random);
        _effect = new("ite", p + ContextWidth + dx + 1, [options.OutcomeHiddenWidth], 1, random);
        _exposure = new("exposure", ContextWidth, [], Math.Max(1, inputs.Clusters), random);
        Adversary = new("adversary", q, [AdversaryWidth], 1, random);

        _clusterEffect = new("w_θ", new Shape(1, options.EmbeddingWidth));

        // A gate begins as 2σ(0) = 1, which changes nothing.
        _readerGates = options.GradientRouting == AlmMtaGradientRouting.Direct
            ? [.. Enumerable.Range(0, Readers).Select(k => new Parameter<T>($"G{k}", new Shape(h, dx)))]
            : [];
    }

    /// <summary>The adversary's head.</summary>
    public Mlp<T> Adversary { get; }

    /// <summary>All weights.</summary>
    public IEnumerable<Parameter<T>> Parameters =>
    [
        .. _trunk.Parameters, _mediator, _mediatorBias, _gate, _gateBias, _value, _context, _contextBias, _proxy, _proxyBias, _anchor, _key,
        .. _main.Parameters, .. _effect.Parameters, .. _exposure.Parameters, .. Adversary.Parameters, .. _readerGates,
        .. _options.ResidualWeight > 0 ? [_clusterEffect] : Array.Empty<Parameter<T>>(),
    ];

    /// <summary>Records the encoder.</summary>
    public PaperEncoding<T> Encode(Tape<T> tape, TowerBatch<T> batch)
    {
        int n = batch.Rows, p = _options.PooledWidth, q = _options.MediatorWidth;
        Tensor<T> x = tape.Constant(batch.Context, new Shape(n, _inputs.Context));
        Tensor<T> c = tape.Linear(x, tape.Use(_context), tape.Use(_contextBias), Activation.Relu);                  // [n,16]
        Tensor<T> length = tape.Constant(batch.LengthShares, new Shape(n, 1));
        if (batch.Touches == 0)
        {
            Tensor<T> noJourney = tape.Constant(new T[n * p], new Shape(n, p)), noMediator = tape.Constant(new T[n * q], new Shape(n, q));
            return new(x, c, length, noJourney, noJourney, null, noMediator);
        }

        Tensor<T> h = _trunk.Hidden(tape, batch, _trunk.Embed(tape, batch), x);                                     // [m,h]
        (Tensor<T> forMain, Tensor<T> forEffect, Tensor<T> forMediator) = Route(tape, batch, h, x);
        Tensor<T> gate = tape.Linear(forMain, tape.Use(_gate), tape.Use(_gateBias), Activation.Sigmoid);            // [m,1]
        Tensor<T> mediator = tape.Linear(forMediator, tape.Use(_mediator), tape.Use(_mediatorBias), Activation.Tanh);   // [m,q]
        Tensor<T> journey = Pool(tape, batch, tape.Multiply(tape.Linear(forMain, tape.Use(_value), null), gate), p);    // [n,p]
        Tensor<T> effect = ReferenceEquals(forMain, forEffect)
            ? journey
            : Pool(tape, batch, tape.Multiply(tape.Linear(forEffect, tape.Use(_value), null), gate), p);
        return new(x, c, length, journey, effect, mediator, Pool(tape, batch, tape.Multiply(mediator, gate), q));
    }

    /// <summary>Logits of the main head, [n,1].</summary>
    public Tensor<T> Main(Tape<T> tape, PaperEncoding<T> encoding) =>
        _main.Forward(tape, tape.Concat([encoding.Journey, encoding.PooledMediator, encoding.Context, encoding.X, encoding.Length]));

    /// <summary>Logits of the weighted ITE head, [n,1].</summary>
    public Tensor<T> Effect(Tape<T> tape, PaperEncoding<T> encoding)
    {
        Tensor<T> z = tape.ScaleGradient(encoding.EffectJourney, _options.GradientScales.IndividualEffect);
        return _effect.Forward(tape, tape.Concat([z, encoding.Context, encoding.X, encoding.Length]));
    }

    /// <summary>Logits of the proxy head, [m,1].</summary>
    public Tensor<T> Proxy(Tape<T> tape, Tensor<T> mediator) =>
        tape.Linear(tape.ScaleGradient(mediator, _options.GradientScales.Proxy), tape.Use(_proxy), tape.Use(_proxyBias));

    /// <summary>Logits of the exposure head, [n,k].</summary>
    public Tensor<T> Exposure(Tape<T> tape, PaperEncoding<T> encoding) =>
        _exposure.Forward(tape, tape.ScaleGradient(encoding.Context, _options.GradientScales.Exposure));

    /// <summary>θ of each cluster in the residual-on-residual term, [1,k]; it begins as 0.</summary>
    public Tensor<T> ClusterEffects(Tape<T> tape) => _trunk.ClusterEffects(tape, tape.Use(_clusterEffect), _options.GradientScales.Exposure);

    /// <summary>Anchors of rows, [a,w].</summary>
    public Tensor<T> Anchors(Tape<T> tape, PaperEncoding<T> encoding, ReadOnlySpan<int> rows) =>
        tape.Linear(tape.GatherRows(tape.ScaleGradient(encoding.Journey, _options.GradientScales.Contrastive), rows), tape.Use(_anchor), null);

    /// <summary>Keys of touches, [a,w].</summary>
    public Tensor<T> Keys(Tape<T> tape, Tensor<T> mediator, ReadOnlySpan<int> touches) =>
        tape.Linear(tape.GatherRows(tape.ScaleGradient(mediator, _options.GradientScales.Contrastive), touches), tape.Use(_key), null);

    private (Tensor<T> Main, Tensor<T> Effect, Tensor<T> Mediator) Route(Tape<T> tape, TowerBatch<T> batch, Tensor<T> h, Tensor<T> x)
    {
        if (_readerGates.Length == 0)
            return (h, h, h);
        int width = h.Shape.Columns;
        Tensor<T> routed = tape.RouteGradients(h, Readers);                                                         // [m,3h]
        return (Gated(0), Gated(1), Gated(2));

        // The context alone moves the gate, as in a parameter-personalised network.
        Tensor<T> Gated(int reader)
        {
            Tensor<T> gate = tape.Affine(tape.Linear(x, tape.Use(_readerGates[reader]), null, Activation.Sigmoid), 2, 0);   // [n,h]
            return tape.Multiply(tape.SliceColumns(routed, reader * width, width), tape.GatherRows(gate, batch.RowOfTouch));
        }
    }

    private static Tensor<T> Pool(Tape<T> tape, TowerBatch<T> batch, Tensor<T> touches, int width) => tape.MaskedPool(
        tape.Reshape(tape.GatherRows(touches, batch.TouchAt), new Shape(batch.Rows, batch.Longest, width)), batch.Mask);
}
