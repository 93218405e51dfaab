// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>DRNet: a shared representation, one head for untreated rows and one for each stratum of the dose (Schwab et al. 2020).</summary>
/// <remarks>
/// <code>h(x, t) = head_e([Φ(x), t]),   e the stratum of t;   the dose is an input of every layer of a head</code>
/// Strata have equal width between the least and the largest treated dose.
/// </remarks>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class DrNetwork<T> : UpliftNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Mlp<T> _representation, _control;
    private readonly (Parameter<T> Weight, Parameter<T> Bias)[][] _strata;
    private readonly double _lowestDose;

    public DrNetwork(int features, double lowestDose, UpliftOptions options, RandomStream random)
    {
        int width = options.RepresentationUnits[^1];
        _lowestDose = lowestDose;
        _representation = Representation(features, options, random);
        _control = new("control", width, options.HeadUnits, 1, random);
        _strata = new (Parameter<T>, Parameter<T>)[options.DoseStrata][];
        for (int e = 0; e < _strata.Length; e++)
        {
            int[] widths = [width, .. options.HeadUnits, 1];
            _strata[e] = new (Parameter<T>, Parameter<T>)[widths.Length - 1];
            for (int l = 0; l < _strata[e].Length; l++)
            {
                string name = $"stratum{e + 1}.l{l + 1}";
                _strata[e][l] = (
                    Initialisation.Uniform<T>($"{name}.weight", new Shape(widths[l + 1], widths[l] + 1), widths[l] + 1, random),
                    Initialisation.Bias<T>($"{name}.bias", widths[l + 1]));
            }
        }

        Parameters =
        [
            .. _representation.Parameters, .. _control.Parameters,
            .. _strata.SelectMany(head => head).SelectMany(layer => new[] { layer.Weight, layer.Bias }),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Tensor<T> Loss(Tape<T> tape, UpliftBatch<T> batch)
    {
        Tensor<T> z = tape.Constant(batch.Features, new Shape(batch.Rows, batch.Width));
        Tensor<T> dose = tape.Constant(batch.Dose, new Shape(batch.Rows, 1));
        Tensor<T> representation = Represent(tape, _representation, z);
        Tensor<T> loss = Factual(tape, _control.Forward(tape, representation), batch, batch.Control);
        T[] mask = new T[batch.Rows];
        for (int e = 0; e < _strata.Length; e++)
        {
            for (int i = 0; i < mask.Length; i++)
                mask[i] = batch.Treated[i] == T.One && Stratum(double.CreateChecked(batch.Dose[i])) == e ? T.One : T.Zero;
            loss = tape.Add(loss, Factual(tape, Head(tape, e, representation, dose), batch, mask));
        }

        return loss;
    }

    /// <inheritdoc/>
    public override Tensor<T> Logit(Tape<T> tape, Tensor<T> z, double dose)
    {
        Tensor<T> representation = Represent(tape, _representation, z);
        return dose > 0
            ? Head(tape, Stratum(dose), representation, Column(tape, z.Shape.Rows, dose))
            : _control.Forward(tape, representation);
    }

    private int Stratum(double dose) => _lowestDose < 1
        ? Math.Clamp((int)((dose - _lowestDose) / (1 - _lowestDose) * _strata.Length), 0, _strata.Length - 1)
        : 0;

    private Tensor<T> Head(Tape<T> tape, int stratum, Tensor<T> x, Tensor<T> dose)
    {
        (Parameter<T> Weight, Parameter<T> Bias)[] layers = _strata[stratum];
        for (int l = 0; l < layers.Length; l++)
        {
            Activation activation = l == layers.Length - 1 ? Activation.Identity : Activation.Relu;
            x = tape.Linear(tape.Concat([x, dose]), tape.Use(layers[l].Weight), tape.Use(layers[l].Bias), activation);
        }

        return x;
    }
}
