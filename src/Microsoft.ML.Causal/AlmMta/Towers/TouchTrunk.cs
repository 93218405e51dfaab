// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The part that both towers have, each its own: from a touch to its hidden layer.</summary>
/// <remarks>
/// <code>e = Σ E_key[key] + E_cl[cluster] + W_v v;   h = relu(W_e e + b_e + W_x x + W_r [rec, numeric])</code>
/// Row 0 of a table stands for what is missing or was never seen.
/// </remarks>
internal sealed class TouchTrunk<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Small beside the content's part: an item starts as its cluster and content say it is.
    private const double EmbeddingDeviation = 0.05;

    private readonly TowerShape _shape;
    private readonly Parameter<T>[] _keys;
    private readonly Parameter<T>? _clusters, _content;
    private readonly Parameter<T> _embedding, _bias, _context, _extra;
    private T[] _zeros = [];

    /// <summary>Draws the weights, in this order: it is part of what a seed means.</summary>
    public TouchTrunk(TowerShape shape, string prefix, RandomStream random)
    {
        _shape = shape;
        CoreShape inputs = shape.Inputs;
        int d = shape.Embedding, h = shape.Hidden;
        _keys = shape.UseKeys ? [.. inputs.KeyCardinalities.Select((codes, c) => Table($"{prefix}E_key{c}", codes))] : [];
        _clusters = inputs.Clusters > 0 ? Table($"{prefix}E_cl", inputs.Clusters) : null;
        _content = inputs.Content > 0 ? Initialisation.Uniform<T>($"{prefix}W_v", new Shape(d, inputs.Content), inputs.Content, random) : null;
        _embedding = Initialisation.Uniform<T>($"{prefix}W_e", new Shape(h, d), d, random);
        _bias = Initialisation.Bias<T>($"{prefix}b_e", h);
        _context = Initialisation.Uniform<T>($"{prefix}W_x", new Shape(h, inputs.Context), inputs.Context, random);
        _extra = Initialisation.Uniform<T>($"{prefix}W_r", new Shape(h, 1 + inputs.Numeric), 1 + inputs.Numeric, random);

        Parameter<T> Table(string name, int codes)
        {
            var table = new Parameter<T>(name, new Shape(codes + 1, d)) { LearningRateScale = shape.EmbeddingLearningRateScale };
            random.FillGaussian(table.Values.AsSpan(d), EmbeddingDeviation);
            return table;
        }
    }

    /// <summary>All weights.</summary>
    public IEnumerable<Parameter<T>> Parameters =>
        [.. _keys, .. new[] { _clusters, _content }.OfType<Parameter<T>>(), _embedding, _bias, _context, _extra];

    /// <summary>relu(W_x x): what the trunk takes from the context alone, [n,h].</summary>
    public Tensor<T> ContextFeatures(Tape<T> tape, Tensor<T> context) => tape.Linear(context, tape.Use(_context), null, Activation.Relu);

    /// <summary>w·E_cl of each cluster, [1,K].</summary>
    /// <param name="tape">Records.</param>
    /// <param name="weight">w, [1,d].</param>
    /// <param name="scale">How much of the gradient reaches E_cl.</param>
    public Tensor<T> ClusterEffects(Tape<T> tape, Tensor<T> weight, double scale)
    {
        Parameter<T> table = _clusters ?? throw new InvalidOperationException("The trunk has no clusters to have effects.");
        Tensor<T> effects = tape.Linear(tape.ScaleGradient(tape.Use(table), scale), weight, null);              // [K+1,1]

        // Row 0 stands for what has no cluster.
        int clusters = table.Shape.D0 - 1;
        return tape.SliceColumns(tape.Reshape(effects, new Shape(1, clusters + 1)), 1, clusters);
    }

    /// <summary>e of each kind, [u,d].</summary>
    public Tensor<T> Embed(Tape<T> tape, TowerBatch<T> batch)
    {
        Tensor<T>? sum = null;
        for (int c = 0; c < _keys.Length; c++)
            sum = Plus(sum, tape.Embedding(tape.Use(_keys[c]), batch.Keys(c)));
        if (_clusters is not null)
            sum = Plus(sum, tape.Embedding(tape.Use(_clusters), batch.Clusters));
        if (_content is not null)
            sum = Plus(sum, tape.Linear(tape.Constant(batch.Content, new Shape(batch.Kinds, _shape.Inputs.Content)), tape.Use(_content), null));

        // Without keys, clusters and content all touches are alike.
        int length = batch.Kinds * _shape.Embedding;
        if (sum is null && _zeros.Length < length)
            _zeros = new T[length];
        return sum ?? tape.Constant(_zeros.AsSpan(0, length), new Shape(batch.Kinds, _shape.Embedding));

        Tensor<T> Plus(Tensor<T>? a, Tensor<T> b) => a is null ? b : tape.Add(a, b);
    }

    /// <summary>h of each touch, [m,h].</summary>
    /// <param name="tape">Records.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="embedding">e, [u,d].</param>
    /// <param name="context">x, [n,dx].</param>
    public Tensor<T> Hidden(Tape<T> tape, TowerBatch<T> batch, Tensor<T> embedding, Tensor<T> context)
    {
        // By kind and by row before they meet: far fewer products than touch by touch.
        Tensor<T> kinds = tape.Linear(embedding, tape.Use(_embedding), tape.Use(_bias));                        // [u,h]
        Tensor<T> rows = tape.Linear(context, tape.Use(_context), null);                                        // [n,h]
        Tensor<T> extra = tape.Constant(batch.Extra, new Shape(batch.Touches, 1 + _shape.Inputs.Numeric));
        Tensor<T> sum = tape.Add(tape.GatherRows(kinds, batch.KindOfTouch), tape.GatherRows(rows, batch.RowOfTouch));
        return tape.Activate(tape.Add(sum, tape.Linear(extra, tape.Use(_extra), null)), Activation.Relu);       // [m,h]
    }

    /// <summary>weight·d·mean(E²) over all keys' tables: the mean squared length of an embedding, [1]; null without keys.</summary>
    public Tensor<T>? Penalty(Tape<T> tape, double weight)
    {
        Tensor<T>? sum = null;
        foreach (Parameter<T> table in _keys)
        {
            int codes = table.Shape.D0 - 1;
            Tensor<T> term = tape.WeightedSum(tape.Activate(tape.Use(table), Activation.Square), default, Math.Max(1, codes) / weight);
            sum = sum is null ? term : tape.Add(sum, term);
        }

        return weight > 0 ? sum : null;
    }
}
