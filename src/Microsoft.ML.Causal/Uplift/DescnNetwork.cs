// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>DESCN: propensity, both responses and a pseudo effect on one representation, trained on the entire space (Zhong et al. 2022).</summary>
/// <remarks>
/// <code>
/// L = α bce(π, w) + β [ bce(μ₁π, yw) + bce(μ₀(1 − π), y(1 − w)) ]
///   + γ [ 1/n Σ_{w=1} bce(σ(σ⁻¹μ₀ + σ⁻¹τ′), y) + 1/n Σ_{w=0} bce(σ(σ⁻¹μ₁ − σ⁻¹τ′), y) ]
/// </code>
/// Made for a binary treatment, and used as such: over the entire space the dose, which is 0 for untreated rows, would tell the answer w.
/// Differs from the paper: both cross losses are divided by all rows, not by those of their own arm.
/// </remarks>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class DescnNetwork<T> : UpliftNetwork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Keeps the logarithm finite where a product of probabilities rounds to 0 or 1.
    private const double Edge = 1e-6;
    private readonly Mlp<T> _representation, _propensity, _control, _treated, _pseudoEffect;
    private readonly UpliftOptions _options;

    public DescnNetwork(int features, UpliftOptions options, RandomStream random)
    {
        int width = options.RepresentationUnits[^1];
        _options = options;
        _representation = Representation(features, options, random);
        _propensity = new("propensity", width, options.HeadUnits, 1, random);
        _control = new("control", width, options.HeadUnits, 1, random);
        _treated = new("treated", width, options.HeadUnits, 1, random);
        _pseudoEffect = new("pseudoEffect", width, options.HeadUnits, 1, random);
        Parameters =
        [
            .. _representation.Parameters, .. _propensity.Parameters, .. _control.Parameters, .. _treated.Parameters,
            .. _pseudoEffect.Parameters,
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override bool HasDose => false;

    /// <inheritdoc/>
    public override Tensor<T> Loss(Tape<T> tape, UpliftBatch<T> batch)
    {
        int n = batch.Rows;
        Tensor<T> shared = Represent(tape, _representation, tape.Constant(batch.Features, new Shape(n, batch.Width)));
        Tensor<T> propensity = _propensity.Forward(tape, shared), control = _control.Forward(tape, shared);
        Tensor<T> treated = _treated.Forward(tape, shared), effect = _pseudoEffect.Forward(tape, shared);

        T[] treatedClick = new T[n], controlClick = new T[n];
        for (int i = 0; i < n; i++)
            (treatedClick[i], controlClick[i]) = (batch.Label[i] * batch.Treated[i], batch.Label[i] * batch.Control[i]);
        Tensor<T> chance = tape.Activate(propensity, Activation.Sigmoid);
        Tensor<T> treatedSpace = tape.Clamp(tape.Multiply(tape.Activate(treated, Activation.Sigmoid), chance), Edge, 1 - Edge);
        Tensor<T> controlSpace = tape.Clamp(
            tape.Multiply(tape.Activate(control, Activation.Sigmoid), tape.Affine(chance, -1, 1)), Edge, 1 - Edge);

        Tensor<T> entire = tape.Add(
            tape.BinaryCrossEntropy(treatedSpace, treatedClick, default, n), tape.BinaryCrossEntropy(controlSpace, controlClick, default, n));
        Tensor<T> cross = tape.Add(
            Factual(tape, tape.Add(control, effect), batch, batch.Treated),
            Factual(tape, tape.Subtract(treated, effect), batch, batch.Control));
        Tensor<T> assignment = tape.BinaryCrossEntropyWithLogits(propensity, batch.Treated, default, n);
        return tape.Add(
            tape.Affine(assignment, _options.PropensityWeight, 0),
            tape.Add(tape.Affine(entire, _options.EntireSpaceWeight, 0), tape.Affine(cross, _options.CrossWeight, 0)));
    }

    /// <inheritdoc/>
    public override Tensor<T> Logit(Tape<T> tape, Tensor<T> z, double dose)
    {
        Tensor<T> shared = Represent(tape, _representation, z);
        return dose > 0 ? _treated.Forward(tape, shared) : _control.Forward(tape, shared);
    }
}
