// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>VCNet: a head whose weights vary with the dose along a spline, and a dose density on the same representation (Nie et al. 2021).</summary>
/// <remarks>
/// <code>
/// layer(x, t) = Σ_k φ_k(t) (W_k x + b_k),   φ = 1, t, t², (t − ⅓)₊², (t − ⅔)₊²
/// L = bce(h(x, t), y) − λ log π(t | x),   π a softmax over eleven cells of the dose
/// </code>
/// Untreated rows have dose 0. The paper's functional targeted regularisation is left out, so its double robustness is not claimed.
/// </remarks>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class VcNetwork<T> : UpliftNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Basis = 5;
    private const int Cells = 11;
    private static readonly bool[] _allTrain = [true, true, true, true, true];
    private readonly Mlp<T> _representation, _density;
    private readonly (Parameter<T> Weight, Parameter<T> Bias)[] _layers;
    private readonly double _densityWeight;

    public VcNetwork(int features, UpliftOptions options, RandomStream random)
    {
        int[] widths = [options.RepresentationUnits[^1], .. options.HeadUnits, 1];
        _representation = Representation(features, options, random);
        _density = new("density", widths[0], [], Cells, random);
        _layers = new (Parameter<T>, Parameter<T>)[widths.Length - 1];
        for (int l = 0; l < _layers.Length; l++)
        {
            int outputs = Basis * widths[l + 1];
            _layers[l] = (
                Initialisation.Uniform<T>($"varying.l{l + 1}.weight", new Shape(outputs, widths[l]), widths[l], random),
                Initialisation.Bias<T>($"varying.l{l + 1}.bias", outputs));
        }

        _densityWeight = options.DensityWeight;
        Parameters =
        [
            .. _representation.Parameters, .. _density.Parameters, .. _layers.SelectMany(layer => new[] { layer.Weight, layer.Bias }),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Tensor<T> Loss(Tape<T> tape, UpliftBatch<T> batch)
    {
        Tensor<T> representation = Represent(
            tape, _representation, tape.Constant(batch.Features, new Shape(batch.Rows, batch.Width)));
        int[] cell = new int[batch.Rows];
        for (int i = 0; i < cell.Length; i++)
            cell[i] = (int)Math.Round(double.CreateChecked(batch.Dose[i]) * (Cells - 1));
        return tape.Add(
            Factual(tape, Response(tape, representation, batch.Dose), batch, default),
            tape.CrossEntropy(_density.Forward(tape, representation), cell, default, batch.Rows / _densityWeight));
    }

    /// <inheritdoc/>
    public override Tensor<T> Logit(Tape<T> tape, Tensor<T> z, double dose)
    {
        Span<T> doses = new T[z.Shape.Rows];
        doses.Fill(T.CreateTruncating(dose));
        return Response(tape, Represent(tape, _representation, z), doses);
    }

    private Tensor<T> Response(Tape<T> tape, Tensor<T> x, ReadOnlySpan<T> dose)
    {
        T third = T.One / T.CreateChecked(3), twoThirds = third + third;
        T[] basis = new T[dose.Length * Basis];
        for (int i = 0; i < dose.Length; i++)
        {
            T t = dose[i], above = T.Max(t - third, T.Zero), farAbove = T.Max(t - twoThirds, T.Zero);
            ReadOnlySpan<T> row = [T.One, t, t * t, above * above, farAbove * farAbove];
            row.CopyTo(basis.AsSpan(i * Basis));
        }

        Tensor<T> gate = tape.Constant(basis, new Shape(dose.Length, Basis));
        for (int l = 0; l < _layers.Length; l++)
        {
            Tensor<T> perBasis = tape.Linear(x, tape.Use(_layers[l].Weight), tape.Use(_layers[l].Bias));        // [n,5·k]
            x = tape.Mixture(perBasis, gate, _allTrain);                                                        // [n,k]
            if (l < _layers.Length - 1)
                x = tape.Activate(x, Activation.Relu);
        }

        return x;
    }
}
