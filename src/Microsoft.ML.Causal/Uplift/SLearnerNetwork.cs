// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>S-Learner: one network of features and dose, σ(f(x, t)), the dose 0 for untreated rows (Künzel et al. 2019).</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class SLearnerNetwork<T> : UpliftNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Mlp<T> _response;

    public SLearnerNetwork(int features, UpliftOptions options, RandomStream random)
    {
        _response = new("response", features + 1, [.. options.RepresentationUnits, .. options.HeadUnits], 1, random);
        Parameters = [.. _response.Parameters];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Tensor<T> Loss(Tape<T> tape, UpliftBatch<T> batch)
    {
        Tensor<T> z = tape.Constant(batch.Features, new Shape(batch.Rows, batch.Width));
        Tensor<T> dose = tape.Constant(batch.Dose, new Shape(batch.Rows, 1));
        return Factual(tape, _response.Forward(tape, tape.Concat([z, dose])), batch, default);
    }

    /// <inheritdoc/>
    public override Tensor<T> Logit(Tape<T> tape, Tensor<T> z, double dose) =>
        _response.Forward(tape, tape.Concat([z, Column(tape, z.Shape.Rows, dose)]));
}
