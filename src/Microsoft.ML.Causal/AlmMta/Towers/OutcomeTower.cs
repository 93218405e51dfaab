// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The outcome tower: b(T,x) from the pooled journey, and a(h,x).</summary>
/// <remarks>
/// <code>
/// pooled = Σ_j σ(w_g·h_j + b_g) (V h_j + b_V);   b = MLP[pooled, x, L/8];   a(h,x) = A(h/(1+h), h/8, x) − A(0, 0, x)
/// </code>
/// </remarks>
internal sealed class OutcomeTower<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TouchTrunk<T> _trunk;
    private readonly CoreShape _inputs;
    private readonly int _pooled;
    private readonly Parameter<T> _gate, _gateBias, _value, _valueBias;
    private readonly Mlp<T> _base, _effect;
    private T[] _effectInputs = [];

    /// <summary>Draws the weights, in this order: it is part of what a seed means.</summary>
    /// <param name="shape">Widths.</param>
    /// <param name="pooled">Width of the pooled journey.</param>
    /// <param name="baseHidden">Hidden width of b.</param>
    /// <param name="effectHidden">Hidden width of A.</param>
    /// <param name="effectLearningRateScale">Multiple of the step size for A.</param>
    /// <param name="prefix">What the weights' names begin with.</param>
    /// <param name="random">Draws.</param>
    public OutcomeTower(TowerShape shape, int pooled, int baseHidden, int effectHidden, double effectLearningRateScale, string prefix, RandomStream random)
    {
        (_inputs, _pooled) = (shape.Inputs, pooled);
        _trunk = new(shape, prefix, random);
        _gate = Initialisation.Uniform<T>($"{prefix}w_g", new Shape(1, shape.Hidden), shape.Hidden, random);
        _gateBias = Initialisation.Bias<T>($"{prefix}b_g", 1);
        _value = Initialisation.Uniform<T>($"{prefix}V", new Shape(pooled, shape.Hidden), shape.Hidden, random);
        _valueBias = Initialisation.Bias<T>($"{prefix}b_V", pooled);
        _base = new($"{prefix}b", pooled + _inputs.Context + 1, [baseHidden], 1, random);
        _effect = new($"{prefix}a", 2 + _inputs.Context, [effectHidden], 1, random, effectLearningRateScale);
    }

    /// <summary>All weights.</summary>
    public IEnumerable<Parameter<T>> Parameters =>
        [.. _trunk.Parameters, _gate, _gateBias, _value, _valueBias, .. _base.Parameters, .. _effect.Parameters];

    /// <summary>b(T,x), [n,1].</summary>
    public Tensor<T> Base(Tape<T> tape, TowerBatch<T> batch)
    {
        Tensor<T> x = tape.Constant(batch.Context, new Shape(batch.Rows, _inputs.Context));
        Tensor<T> length = tape.Constant(batch.LengthShares, new Shape(batch.Rows, 1));
        return _base.Forward(tape, tape.Concat([Pool(tape, batch, x), x, length]));
    }

    /// <summary>a(h,x) for h = 0 to <paramref name="largest"/>, [n,largest+1].</summary>
    public Tensor<T> Effect(Tape<T> tape, TowerBatch<T> batch, int largest)
    {
        int width = 2 + _inputs.Context, counts = largest + 1;
        if (_effectInputs.Length < batch.Rows * counts * width)
            _effectInputs = new T[batch.Rows * counts * width];
        Span<T> inputs = _effectInputs.AsSpan(0, batch.Rows * counts * width);
        for (int r = 0; r < batch.Rows; r++)
        for (int h = 0; h < counts; h++)
        {
            Span<T> input = inputs.Slice((r * counts + h) * width, width);
            (input[0], input[1]) = (T.CreateChecked(h / (1.0 + h)), T.CreateChecked(h / 8.0));
            batch.Context.Slice(r * _inputs.Context, _inputs.Context).CopyTo(input[2..]);
        }

        Tensor<T> all = tape.Reshape(
            _effect.Forward(tape, tape.Constant(inputs, new Shape(batch.Rows * counts, width))), new Shape(batch.Rows, counts));
        return tape.Subtract(all, tape.SliceColumns(all, 0, 1));
    }

    /// <summary>P(Y=1) = Σ_h mixture_h σ(a(h,x) + b(T,x)), [n,1].</summary>
    /// <param name="tape">Records.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="mixture">PB(h;q), [n,largest+1].</param>
    /// <param name="largest">Largest h.</param>
    public Tensor<T> Probability(Tape<T> tape, TowerBatch<T> batch, ReadOnlySpan<T> mixture, int largest)
    {
        Tensor<T> response = tape.Activate(tape.Add(Effect(tape, batch, largest), Base(tape, batch)), Activation.Sigmoid);
        Span<T> ones = stackalloc T[largest + 1];
        ones.Fill(T.One);
        Tensor<T> weighted = tape.Multiply(response, tape.Constant(mixture, new Shape(batch.Rows, largest + 1)));
        return tape.MatMul(weighted, tape.Constant(ones, new Shape(largest + 1, 1)));
    }

    /// <summary>The penalty on the items' embeddings, [1]; null without them.</summary>
    public Tensor<T>? Penalty(Tape<T> tape, double weight) => _trunk.Penalty(tape, weight);

    private Tensor<T> Pool(Tape<T> tape, TowerBatch<T> batch, Tensor<T> x)
    {
        if (batch.Touches == 0)
            return tape.Constant(new T[batch.Rows * _pooled], new Shape(batch.Rows, _pooled));
        Tensor<T> h = _trunk.Hidden(tape, batch, _trunk.Embed(tape, batch), x);                                 // [m,h]
        Tensor<T> gate = tape.Linear(h, tape.Use(_gate), tape.Use(_gateBias), Activation.Sigmoid);              // [m,1]
        Tensor<T> gated = tape.Multiply(tape.Linear(h, tape.Use(_value), tape.Use(_valueBias)), gate);          // [m,pooled]
        Tensor<T> padded = tape.Reshape(tape.GatherRows(gated, batch.TouchAt), new Shape(batch.Rows, batch.Longest, _pooled));
        return tape.MaskedPool(padded, batch.Mask);
    }
}
