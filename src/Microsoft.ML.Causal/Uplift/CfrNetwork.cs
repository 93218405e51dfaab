// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>CFRNet: a shared representation whose distribution is pulled together between the arms (Shalit, Johansson and Sontag 2017).</summary>
/// <remarks>
/// <code>L = factual loss + α ‖ mean_{w=1} Φ(x) − mean_{w=0} Φ(x) ‖²</code>
/// The integral probability metric is the linear maximum mean discrepancy. A batch with one arm has no penalty.
/// </remarks>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class CfrNetwork<T> : TwoHeadNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Mlp<T> _representation, _control, _treated;
    private readonly double _balanceWeight;

    public CfrNetwork(int features, UpliftOptions options, RandomStream random)
    {
        int width = options.RepresentationUnits[^1];
        _representation = Representation(features, options, random);
        _control = new("control", width, options.HeadUnits, 1, random);
        _treated = new("treated", width + 1, options.HeadUnits, 1, random);
        _balanceWeight = options.BalanceWeight;
        Parameters = [.. _representation.Parameters, .. _control.Parameters, .. _treated.Parameters];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    private protected override UpliftHeads<T> Heads(Tape<T> tape, Tensor<T> z, Tensor<T> dose)
    {
        Tensor<T> representation = Represent(tape, _representation, z);                                        // [n,k]
        return new(
            _control.Forward(tape, representation), _treated.Forward(tape, tape.Concat([representation, dose])), representation);
    }

    private protected override Tensor<T>? Penalty(Tape<T> tape, UpliftHeads<T> heads, UpliftBatch<T> batch)
    {
        int treated = batch.Treated.Count(T.One), control = batch.Rows - treated;
        if (treated == 0 || control == 0)
            return null;

        T[] contrast = new T[batch.Rows];
        for (int i = 0; i < contrast.Length; i++)
            contrast[i] = batch.Treated[i] / T.CreateChecked(treated) - batch.Control[i] / T.CreateChecked(control);
        Tensor<T> gap = tape.MatMul(tape.Constant(contrast, new Shape(1, batch.Rows)), heads.Representation!);  // [1,k]
        return tape.WeightedSum(tape.Activate(gap, Activation.Square), default, 1 / _balanceWeight);
    }
}
