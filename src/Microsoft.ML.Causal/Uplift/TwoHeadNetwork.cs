// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>A network with one logit for the untreated and one for the treated response, each trained on its own arm.</summary>
/// <remarks><code>L = 1/n Σ_{w=0} bce(h₀(x), y) + 1/n Σ_{w=1} bce(h₁(x, t), y) + penalty</code></remarks>
/// <typeparam name="T">Element type.</typeparam>
internal abstract class TwoHeadNetwork<T> : UpliftNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Loss(Tape<T> tape, UpliftBatch<T> batch)
    {
        Tensor<T> z = tape.Constant(batch.Features, new Shape(batch.Rows, batch.Width));
        Tensor<T> dose = tape.Constant(batch.Dose, new Shape(batch.Rows, 1));
        UpliftHeads<T> heads = Heads(tape, z, dose);
        Tensor<T> loss = tape.Add(
            Factual(tape, heads.Control, batch, batch.Control), Factual(tape, heads.Treated, batch, batch.Treated));
        return Penalty(tape, heads, batch) is { } penalty ? tape.Add(loss, penalty) : loss;
    }

    /// <inheritdoc/>
    public override Tensor<T> Logit(Tape<T> tape, Tensor<T> z, double dose)
    {
        UpliftHeads<T> heads = Heads(tape, z, Column(tape, z.Shape.Rows, dose));
        return dose > 0 ? heads.Treated : heads.Control;
    }

    /// <summary>Both logits.</summary>
    private protected abstract UpliftHeads<T> Heads(Tape<T> tape, Tensor<T> z, Tensor<T> dose);

    /// <summary>What the method adds to the loss, [1], or null.</summary>
    private protected virtual Tensor<T>? Penalty(Tape<T> tape, UpliftHeads<T> heads, UpliftBatch<T> batch) => null;
}

/// <summary>What a <see cref="TwoHeadNetwork{T}"/> gives.</summary>
/// <param name="Control">h₀, logit of the untreated response, [n,1].</param>
/// <param name="Treated">h₁, logit of the response at the dose, [n,1].</param>
/// <param name="Representation">Shared representation, [n,k], or null where there is none.</param>
internal readonly record struct UpliftHeads<T>(Tensor<T> Control, Tensor<T> Treated, Tensor<T>? Representation)
    where T : unmanaged, IFloatingPointIeee754<T>;
