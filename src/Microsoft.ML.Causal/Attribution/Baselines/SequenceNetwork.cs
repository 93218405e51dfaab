// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>A recurrent network over touches, with the parts that deepMTA, CausalMTA and CAMTA have of it.</summary>
/// <remarks>
/// <code>
/// h_j = trunk(τ_j, x),   s_j = GRU(h_j, s_{j−1}),  s_0 = 0;  a hidden touch leaves the state as it is
/// deepMTA, CausalMTA:  z = MLP[s_L, x]
/// CAMTA:               a = softmax_j v·tanh(A s_j + a₀) over j = 0..L,   z = MLP[Σ_j a_j s_j, x]
/// adversary:           channel of τ_{j+1} from GRL(s_j), j = 1..L−1
/// </code>
/// Shapes: n rows, m touches, p positions of the longest row, k state. CAMTA's attention takes in s_0, so that a journey without a touch has a prediction.
/// </remarks>
internal sealed class SequenceNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CoreShape _inputs;
    private readonly int _width;
    private readonly TouchTrunk<T> _trunk;
    private readonly Parameter<T> _inputWeight, _stateWeight, _inputBias, _stateBias;
    private readonly Parameter<T>? _attention, _attentionBias, _query;
    private readonly Mlp<T> _head;
    private readonly Mlp<T>? _adversary;

    /// <summary>Draws the weights, in this order: it is part of what a seed means.</summary>
    public SequenceNetwork(AttributionMethod method, AttributionBaselineOptions options, CoreShape inputs, RandomStream random)
    {
        (_inputs, _width) = (inputs, options.HiddenWidth);
        _trunk = new(new TowerShape(inputs, UseKeys: true, options.EmbeddingWidth, options.HiddenWidth), "", random);
        _inputWeight = Initialisation.Uniform<T>("gru.input.weight", new Shape(3 * _width, options.HiddenWidth), _width, random);
        _stateWeight = Initialisation.Uniform<T>("gru.state.weight", new Shape(3 * _width, _width), _width, random);
        _inputBias = Initialisation.Bias<T>("gru.input.bias", 3 * _width);
        _stateBias = Initialisation.Bias<T>("gru.state.bias", 3 * _width);
        if (method == AttributionMethod.Camta)
        {
            _attention = Initialisation.Uniform<T>("attention.weight", new Shape(_width, _width), _width, random);
            _attentionBias = Initialisation.Bias<T>("attention.bias", _width);
            _query = Initialisation.Uniform<T>("attention.query", new Shape(1, _width), _width, random);
        }

        _head = new("head", _width + inputs.Context, [options.HiddenWidth], 1, random);
        if (method is AttributionMethod.CausalMta or AttributionMethod.Camta)
            _adversary = new("adversary", _width, [options.HiddenWidth], Channels, random);
    }

    /// <summary>All weights.</summary>
    public IEnumerable<Parameter<T>> Parameters =>
    [
        .. _trunk.Parameters, _inputWeight, _stateWeight, _inputBias, _stateBias, .. new[] { _attention, _attentionBias, _query }.OfType<Parameter<T>>(),
        .. _head.Parameters, .. _adversary?.Parameters ?? [],
    ];

    /// <summary>Whether touches are pooled by attention.</summary>
    public bool HasAttention => _query is not null;

    private int Channels => _inputs.Clusters > 0 ? _inputs.Clusters : _inputs.KeyCardinalities[0];

    /// <summary>s_0 to s_p, each [n,k].</summary>
    public Tensor<T>[] States(Tape<T> tape, TowerBatch<T> batch)
    {
        int n = batch.Rows, p = batch.Longest;
        Tensor<T> state = tape.Constant(new T[n * _width], new Shape(n, _width));
        if (batch.Touches == 0)
            return [state];

        Tensor<T> h = _trunk.Hidden(tape, batch, _trunk.Embed(tape, batch), Context(tape, batch));                              // [m,h]
        var states = new Tensor<T>[p + 1];
        states[0] = state;
        var touch = new int[n];
        var kept = new T[n];
        for (int j = 0; j < p; j++)
        {
            for (int r = 0; r < n; r++)
                (touch[r], kept[r]) = (batch.TouchAt[r * p + j], batch.Mask[r * p + j]);
            Tensor<T> next = tape.GruCell(
                tape.GatherRows(h, touch), state, tape.Use(_inputWeight), tape.Use(_stateWeight), tape.Use(_inputBias), tape.Use(_stateBias));
            state = tape.Add(state, tape.Multiply(tape.Subtract(next, state), tape.Constant(kept, new Shape(n, 1))));          // [n,k]
            states[j + 1] = state;
        }

        return states;
    }

    /// <summary>Logits of the outcome, [n,1].</summary>
    public Tensor<T> Outcome(Tape<T> tape, TowerBatch<T> batch, Tensor<T>[] states)
    {
        Tensor<T> journey = HasAttention ? Attended(tape, batch, states) : states[^1];
        return _head.Forward(tape, tape.Concat([journey, Context(tape, batch)]));
    }

    /// <summary>a, [n,p+1], the first column that of no touch.</summary>
    public Tensor<T> Attention(Tape<T> tape, TowerBatch<T> batch, Tensor<T>[] states)
    {
        int n = batch.Rows, positions = states.Length;
        Tensor<T> stacked = Stacked(tape, states);                                                                             // [n(p+1),k]
        Tensor<T> keys = tape.Linear(stacked, tape.Use(_attention!), tape.Use(_attentionBias!), Activation.Tanh);
        Tensor<T> scores = tape.Reshape(tape.Linear(keys, tape.Use(_query!), null), new Shape(n, positions));
        var mask = new T[n * positions];
        for (int r = 0; r < n; r++)
        {
            mask[r * positions] = T.One;
            for (int j = 1; j < positions; j++)
                mask[r * positions + j] = batch.Mask[r * batch.Longest + j - 1];
        }

        return tape.Softmax(scores, mask);
    }

    /// <summary>How well states tell the channel of the next touch, nats a touch, with the gradient reversed; null without an adversary or a second touch.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="states">Their states.</param>
    /// <param name="channel">Channel of each touch of the batch, from 1, 0 where it is missing, [m].</param>
    /// <param name="strength">λ.</param>
    public Tensor<T>? Adversary(Tape<T> tape, TowerBatch<T> batch, Tensor<T>[] states, ReadOnlySpan<int> channel, double strength)
    {
        int n = batch.Rows, p = batch.Longest;
        if (_adversary is null || states.Length < 3)
            return null;
        int steps = p - 1;
        int[] target = new int[n * steps];
        var weight = new T[n * steps];
        double total = 0;
        for (int r = 0; r < n; r++)
        for (int j = 0; j < steps; j++)
        {
            int code = batch.Mask[r * p + j + 1] == T.One ? channel[batch.TouchAt[r * p + j + 1]] : 0;
            target[r * steps + j] = Math.Max(0, code - 1);
            weight[r * steps + j] = code > 0 ? T.One : T.Zero;
            total += code > 0 ? 1 : 0;
        }

        Tensor<T> before = Stacked(tape, states[1..^1]);                                                                       // [n(p−1),k]
        Tensor<T> logits = _adversary.Forward(tape, GradientReversal.Apply(tape, before, strength));
        return tape.CrossEntropy(logits, target, weight, Math.Max(1, total));
    }

    private Tensor<T> Attended(Tape<T> tape, TowerBatch<T> batch, Tensor<T>[] states)
    {
        int n = batch.Rows, positions = states.Length;
        Tensor<T> attention = tape.Reshape(Attention(tape, batch, states), new Shape(n, 1, positions));
        Tensor<T> pooled = tape.MatMul(attention, tape.Reshape(Stacked(tape, states), new Shape(n, positions, _width)));        // [n,1,k]
        return tape.Reshape(pooled, new Shape(n, _width));
    }

    private Tensor<T> Stacked(Tape<T> tape, Tensor<T>[] states) =>
        tape.Reshape(tape.Concat(states), new Shape(states[0].Shape.D0 * states.Length, _width));

    private Tensor<T> Context(Tape<T> tape, TowerBatch<T> batch) => tape.Constant(batch.Context, new Shape(batch.Rows, _inputs.Context));
}
