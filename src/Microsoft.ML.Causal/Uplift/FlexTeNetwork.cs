// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>FlexTENet: every layer has a subspace shared by the arms and a private one for each (Curth and van der Schaar 2021).</summary>
/// <remarks>
/// <code>
/// s_{l+1} = ReLU(S_l s_l),   p^w_{l+1} = ReLU(P^w_l [s_l, p^w_l]),   h_w = S_out s_L + P^w_out [s_L, p^w_L]
/// L = factual loss + λ Σ_l Σ_w ‖ S_lᵀ P^w_l (columns of s_l) ‖²_F
/// </code>
/// The dose is an input of the treated arm's first private layer.
/// </remarks>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class FlexTeNetwork<T> : TwoHeadNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FlexLayer[] _shared, _control, _treated;
    private readonly double _orthogonalityWeight;

    public FlexTeNetwork(int features, UpliftOptions options, RandomStream random)
    {
        int[] widths = [.. options.RepresentationUnits, .. options.HeadUnits, 1];
        _shared = new FlexLayer[widths.Length];
        _control = new FlexLayer[widths.Length];
        _treated = new FlexLayer[widths.Length];
        for (int l = 0; l < widths.Length; l++)
        {
            int shared = l == 0 ? features : widths[l - 1], own = l == 0 ? 0 : widths[l - 1];
            _shared[l] = new($"shared.l{l + 1}", shared, widths[l], random);
            _control[l] = new($"control.l{l + 1}", shared + own, widths[l], random);
            _treated[l] = new($"treated.l{l + 1}", shared + own + (l == 0 ? 1 : 0), widths[l], random);
        }

        _orthogonalityWeight = options.OrthogonalityWeight;
        Parameters = [.. new[] { _shared, _control, _treated }.SelectMany(stack => stack).SelectMany(layer => layer.Parameters)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    private protected override UpliftHeads<T> Heads(Tape<T> tape, Tensor<T> z, Tensor<T> dose)
    {
        Tensor<T> shared = z, control = z, treated = tape.Concat([z, dose]);
        for (int l = 0; l < _shared.Length; l++)
        {
            bool last = l == _shared.Length - 1;
            Activation activation = last ? Activation.Identity : Activation.Relu;
            shared = _shared[l].Forward(tape, shared, activation);
            control = _control[l].Forward(tape, control, activation);
            treated = _treated[l].Forward(tape, treated, activation);
            control = last ? tape.Add(control, shared) : tape.Concat([shared, control]);
            treated = last ? tape.Add(treated, shared) : tape.Concat([shared, treated]);
        }

        return new(control, treated, null);
    }

    private protected override Tensor<T>? Penalty(Tape<T> tape, UpliftHeads<T> heads, UpliftBatch<T> batch)
    {
        Tensor<T>? sum = null;
        for (int l = 0; l < _shared.Length; l++)
        {
            Tensor<T> shared = tape.Use(_shared[l].Weight);                                                     // [k,in]
            foreach (FlexLayer own in new[] { _control[l], _treated[l] })
            {
                Tensor<T> seen = tape.SliceColumns(tape.Use(own.Weight), 0, shared.Shape.Columns);              // [k,in]
                Tensor<T> overlap = tape.MatMul(shared, seen, transposeA: true);                                // [in,in]
                Tensor<T> term = tape.WeightedSum(tape.Activate(overlap, Activation.Square), default, 1);
                sum = sum is null ? term : tape.Add(sum, term);
            }
        }

        return tape.Affine(sum!, _orthogonalityWeight, 0);
    }

    private sealed class FlexLayer(string name, int inputs, int outputs, RandomStream random)
    {
        private readonly Parameter<T> _bias = Initialisation.Bias<T>($"{name}.bias", outputs);

        public Parameter<T> Weight { get; } = Initialisation.Uniform<T>($"{name}.weight", new Shape(outputs, inputs), inputs, random);

        public IEnumerable<Parameter<T>> Parameters => [Weight, _bias];

        public Tensor<T> Forward(Tape<T> tape, Tensor<T> x, Activation activation) =>
            tape.Linear(x, tape.Use(Weight), tape.Use(_bias), activation);
    }
}
