// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>A network of P(y = 1 | x, t): what every baseline is to the fit loop and to scoring.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal abstract class UpliftNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>All trainable tensors, in construction order.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Whether the response depends on the dose; otherwise every dose above 0 gives the same response.</summary>
    public virtual bool HasDose => true;

    /// <summary>The loss of a mini-batch, [1], in nats per row.</summary>
    public abstract Tensor<T> Loss(Tape<T> tape, UpliftBatch<T> batch);

    /// <summary>The logit of P(y = 1 | x, t) with the same dose for all rows, [n,1].</summary>
    /// <param name="tape">Records the pass.</param>
    /// <param name="z">Standardised features, [n,d].</param>
    /// <param name="dose">t/t_max; 0 asks for the untreated response.</param>
    public abstract Tensor<T> Logit(Tape<T> tape, Tensor<T> z, double dose);

    /// <summary>A column with one value.</summary>
    private protected static Tensor<T> Column(Tape<T> tape, int rows, double value)
    {
        Span<T> values = new T[rows];
        values.Fill(T.CreateTruncating(value));
        return tape.Constant(values, new Shape(rows, 1));
    }

    /// <summary>ReLU after every layer of <paramref name="layers"/>, the last included.</summary>
    private protected static Tensor<T> Represent(Tape<T> tape, Mlp<T> layers, Tensor<T> z) =>
        tape.Activate(layers.Forward(tape, z), Activation.Relu);

    /// <summary>The representation's layers: <see cref="UpliftOptions.RepresentationUnits"/>.</summary>
    private protected static Mlp<T> Representation(int features, UpliftOptions options, RandomStream random) =>
        new("representation", features, [.. options.RepresentationUnits.SkipLast(1)], options.RepresentationUnits[^1], random);

    /// <summary>Σ bce over the rows whose mask is 1, divided by all rows of the batch.</summary>
    private protected static Tensor<T> Factual(Tape<T> tape, Tensor<T> logit, UpliftBatch<T> batch, ReadOnlySpan<T> mask) =>
        tape.BinaryCrossEntropyWithLogits(logit, batch.Label, mask, batch.Rows);
}
