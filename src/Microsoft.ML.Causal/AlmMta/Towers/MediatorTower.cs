// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The mediator tower: <c>M = tanh(W_m h + b_m);  η = w·M + b + (P_x x)·(Q_e e)</c>.</summary>
internal sealed class MediatorTower<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TouchTrunk<T> _trunk;
    private readonly CoreShape _inputs;
    private readonly int _rank;
    private readonly Parameter<T> _mediator, _mediatorBias, _output, _outputBias, _contextFactor, _embeddingFactor;

    /// <summary>Draws the weights, in this order: it is part of what a seed means.</summary>
    /// <param name="shape">Widths.</param>
    /// <param name="mediator">Width of M.</param>
    /// <param name="rank">Rank of the interaction.</param>
    /// <param name="prefix">What the weights' names begin with.</param>
    /// <param name="startAtZero">Whether η begins as 0: a tower that is stacked on a core begins as nothing.</param>
    /// <param name="random">Draws.</param>
    public MediatorTower(TowerShape shape, int mediator, int rank, string prefix, bool startAtZero, RandomStream random)
    {
        (_inputs, _rank) = (shape.Inputs, rank);
        _trunk = new(shape, prefix, random);
        _mediator = Initialisation.Uniform<T>($"{prefix}W_m", new Shape(mediator, shape.Hidden), shape.Hidden, random);
        _mediatorBias = Initialisation.Bias<T>($"{prefix}b_m", mediator);
        _output = startAtZero ? new($"{prefix}w", new Shape(1, mediator)) : Initialisation.Uniform<T>($"{prefix}w", new Shape(1, mediator), mediator, random);
        _outputBias = Initialisation.Bias<T>($"{prefix}b", 1);
        _contextFactor = startAtZero
            ? new($"{prefix}P_x", new Shape(rank, _inputs.Context))
            : Initialisation.Uniform<T>($"{prefix}P_x", new Shape(rank, _inputs.Context), _inputs.Context, random);
        _embeddingFactor = Initialisation.Uniform<T>($"{prefix}Q_e", new Shape(rank, shape.Embedding), shape.Embedding, random);
        if (!startAtZero)
            _outputBias.Values[0] = T.CreateChecked(-2.2);
    }

    /// <summary>All weights.</summary>
    public IEnumerable<Parameter<T>> Parameters =>
        [.. _trunk.Parameters, _mediator, _mediatorBias, _output, _outputBias, _contextFactor, _embeddingFactor];

    /// <summary>η of each touch, [m,1].</summary>
    public Tensor<T> Forward(Tape<T> tape, TowerBatch<T> batch)
    {
        MediatorPass<T> pass = Encode(tape, batch);
        return Logit(tape, batch, pass, pass.Mediator);
    }

    /// <summary>Everything before the logit.</summary>
    public MediatorPass<T> Encode(Tape<T> tape, TowerBatch<T> batch)
    {
        Tensor<T> x = tape.Constant(batch.Context, new Shape(batch.Rows, _inputs.Context));
        Tensor<T> e = _trunk.Embed(tape, batch);                                                                // [u,d]
        Tensor<T> h = _trunk.Hidden(tape, batch, e, x);                                                         // [m,h]
        return new(x, e, h, tape.Linear(h, tape.Use(_mediator), tape.Use(_mediatorBias), Activation.Tanh));     // [m,mediator]
    }

    /// <summary>η of each touch, [m,1], where the logit reads M from <paramref name="mediator"/>.</summary>
    public Tensor<T> Logit(Tape<T> tape, TowerBatch<T> batch, in MediatorPass<T> pass, Tensor<T> mediator)
    {
        Tensor<T> main = tape.Linear(mediator, tape.Use(_output), tape.Use(_outputBias));                       // [m,1]
        Tensor<T> byRow = tape.GatherRows(tape.Linear(pass.X, tape.Use(_contextFactor), null), batch.RowOfTouch);   // [m,rank]
        Tensor<T> byKind = tape.GatherRows(tape.Linear(pass.Embedding, tape.Use(_embeddingFactor), null), batch.KindOfTouch);
        Span<T> ones = stackalloc T[_rank];
        ones.Fill(T.One);
        Tensor<T> interaction = tape.MatMul(tape.Multiply(byRow, byKind), tape.Constant(ones, new Shape(_rank, 1)));
        return tape.Add(main, interaction);
    }

    /// <summary>What the tower takes from the context alone, [n,h].</summary>
    public Tensor<T> ContextFeatures(Tape<T> tape, Tensor<T> x) => _trunk.ContextFeatures(tape, x);

    /// <summary>w·E_cl of each cluster, [1,k].</summary>
    public Tensor<T> ClusterEffects(Tape<T> tape, Tensor<T> weight) => _trunk.ClusterEffects(tape, weight, 1);

    /// <summary>The penalty on the items' embeddings, [1]; null without them.</summary>
    public Tensor<T>? Penalty(Tape<T> tape, double weight) => _trunk.Penalty(tape, weight);
}
