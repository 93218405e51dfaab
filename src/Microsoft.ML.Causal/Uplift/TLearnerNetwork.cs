// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>T-Learner: one network for untreated rows, another, of features and dose, for treated ones (Künzel et al. 2019).</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class TLearnerNetwork<T> : TwoHeadNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Mlp<T> _control, _treated;

    public TLearnerNetwork(int features, UpliftOptions options, RandomStream random)
    {
        int[] hidden = [.. options.RepresentationUnits, .. options.HeadUnits];
        _control = new("control", features, hidden, 1, random);
        _treated = new("treated", features + 1, hidden, 1, random);
        Parameters = [.. _control.Parameters, .. _treated.Parameters];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    private protected override UpliftHeads<T> Heads(Tape<T> tape, Tensor<T> z, Tensor<T> dose) =>
        new(_control.Forward(tape, z), _treated.Forward(tape, tape.Concat([z, dose])), null);
}
