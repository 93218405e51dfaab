// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>The joint loss (eq. 20); a term whose weight is 0 is not recorded.</summary>
/// <remarks>
/// <code>
/// L = λ_base L_base + λ_treat L_treat + λ_t (½ L2 + ½ L1) + λ_X (L_x-treat + L_x-base) + λ_o L_orth
/// </code>
/// Sums over an arm are divided by the number of rows of both arms. The arms of a batch run through the network one after
/// the other, because they need different parts of it.
/// </remarks>
internal sealed class UniMvtJointLoss<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly UniMvtOptions _options;
    private readonly UniMvtNetwork<T> _network;
    private readonly ResponseLink _link;
    private readonly bool _categorical, _crossBase, _towerTrainsRepresentation;

    /// <param name="options">Weights and switches.</param>
    /// <param name="settings">What was decided for the options left to the data.</param>
    /// <param name="network">What the terms are recorded on.</param>
    public UniMvtJointLoss(UniMvtOptions options, UniMvtModelSettings settings, UniMvtNetwork<T> network)
    {
        _options = options;
        _network = network;
        _link = settings.ResponseLink;
        _categorical = settings.IntensityHead == IntensityHead.Categorical;
        bool crosses = options.UseCrossNetwork && options.CrossWeight > 0;
        _crossBase = crosses && options.UseBaseConsistency && options.UseTreatmentTower;

        // Without the X-network nothing else would train the treated representation.
        _towerTrainsRepresentation = options.TreatmentTowerTrainsRepresentation || !options.UseCrossNetwork;
    }

    /// <summary>Records the losses of a batch.</summary>
    /// <param name="tape">Records.</param>
    /// <param name="controls">Untreated rows.</param>
    /// <param name="treated">Treated rows.</param>
    public UniMvtLossTerms<T> Record(Tape<T> tape, UniMvtBatch<T> controls, UniMvtBatch<T> treated)
    {
        int n = controls.Rows + treated.Rows;
        var sum = new WeightedTerms(tape);
        Tensor<T>? baseTerm = null, crossBase = null, treatment = null, square = null, absolute = null, crossTreatment = null;
        if (controls.Rows > 0)
        {
            UniMvtOutputs<T> c = _network.Forward(tape, controls.Features, controls.Categories, controls.Rows, _crossBase);
            baseTerm = sum.Add(
                _options.BaseWeight, tape.BinaryCrossEntropyWithLogits(c.BaseLogit, controls.Label, controls.Weight, n));
            if (_crossBase)
                crossBase = sum.Add(_options.CrossWeight, CrossBase(tape, c, controls, n));
        }

        if (treated.Rows > 0)
        {
            UniMvtOutputs<T> a = _network.Forward(tape, treated.Features, treated.Categories, treated.Rows, needsTreated: true);
            Tensor<T> observed = tape.Constant(treated.Intensity, new Shape(treated.Rows, 1));                   // [m,1]
            if (_network.TreatmentTower is not null && _options.TreatmentWeight > 0)
            {
                Tensor<T> ut = _towerTrainsRepresentation ? a.Treated : tape.Detach(a.Treated);
                Tensor<T> logit = _network.TreatmentTower.Forward(tape, ut, observed);
                treatment = sum.Add(
                    _options.TreatmentWeight, tape.BinaryCrossEntropyWithLogits(logit, treated.Label, treated.Weight, n));
            }

            Tensor<T>? predicted = _categorical && _options.UseObservedIntensity ? null : _network.PredictedIntensity(tape, a.Intensity!);
            if (_options.IntensityWeight > 0 && _categorical)
            {
                square = sum.Add(_options.IntensityWeight, treated.IntensityTarget.IsEmpty
                    ? tape.CrossEntropy(a.Intensity!, treated.Tier, treated.Weight, n)
                    : IntensityLoss.Shares(tape, a.Intensity!, treated.IntensityTarget, treated.Weight, n));
            }
            else if (_options.IntensityWeight > 0)
            {
                ReadOnlySpan<T> target = treated.IntensityTarget.IsEmpty ? treated.Intensity : treated.IntensityTarget;
                (square, absolute) = IntensityLoss.Regression(tape, predicted!, target, treated.Weight, n);
                sum.Add(0.5 * _options.IntensityWeight, square);
                sum.Add(0.5 * _options.IntensityWeight, absolute);
            }

            if (_options.UseCrossNetwork && _options.CrossWeight > 0)
            {
                Tensor<T> intensity = _options.UseObservedIntensity ? observed : Counterfactual(tape, predicted!);
                Tensor<T> uplift = tape.Multiply(_network.UnitUplift(tape, a.UnitUpliftLogit!), intensity);      // τ, [m,1]
                crossTreatment = sum.Add(_options.CrossWeight, CounterfactualConsistencyLoss.Record(
                    tape, a.BaseLogit, uplift, _link, _options.Consistency, treated.Label, treated.Weight, n));
            }
        }

        Tensor<T>? orthogonality = null;
        if (_options.OrthogonalityWeight > 0 && _options.UseExperts)
        {
            orthogonality = sum.Add(
                _options.OrthogonalityWeight, OrthogonalityLoss.Record(tape, _network.Representation.Groups, _options.Orthogonality));
        }

        return new(sum.Total, baseTerm, treatment, square, absolute, crossTreatment, crossBase, orthogonality);
    }

    // Eq. 17 and 19: on controls, where t̂, η̂ and p_t are all predictions.
    private Tensor<T> CrossBase(Tape<T> tape, UniMvtOutputs<T> c, UniMvtBatch<T> controls, int n)
    {
        Tensor<T> intensity = Counterfactual(tape, _network.PredictedIntensity(tape, c.Intensity!));
        Tensor<T> uplift = tape.Multiply(_network.UnitUplift(tape, c.UnitUpliftLogit!), intensity);
        Tensor<T> treatedLogit = _network.TreatmentTower!.Forward(tape, c.Treated, intensity);
        return CounterfactualConsistencyLoss.Record(
            tape, _options.DetachTreatedProbability ? tape.Detach(treatedLogit) : treatedLogit, tape.Affine(uplift, -1, 0),
            _link, _options.Consistency, controls.Label, controls.Weight, n);
    }

    private Tensor<T> Counterfactual(Tape<T> tape, Tensor<T> predicted) =>
        _options.DetachPredictedIntensity ? tape.Detach(predicted) : predicted;

    private ref struct WeightedTerms(Tape<T> tape)
    {
        private Tensor<T>? _total;

        public readonly Tensor<T> Total => _total!;

        public Tensor<T> Add(double weight, Tensor<T> term)
        {
            if (weight > 0)
            {
                Tensor<T> weighted = weight == 1 ? term : tape.Affine(term, weight, 0);
                _total = _total is null ? weighted : tape.Add(_total, weighted);
            }

            return term;
        }
    }
}
