// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record UniMvtOptions
{
    private readonly bool? _useObservedIntensity, _useBaseConsistency, _detachTreatedProbability, _treatmentTowerTrainsRepresentation;
    private readonly ConsistencyLoss? _consistency;
    private readonly OrthogonalityPenalty? _orthogonality;
    private readonly double? _orthogonalityWeight;

    /// <summary>Gets λ_base, the weight of the base tower's cross-entropy on controls. Range [0, ∞). Default 1.</summary>
    public double BaseWeight { get; init; } = 1;

    /// <summary>Gets λ_treat, the weight of the treatment tower's cross-entropy on treated rows. Range [0, ∞). Default 1.</summary>
    public double TreatmentWeight { get; init; } = 1;

    /// <summary>Gets λ_X, the weight of the consistency losses (eq. 18 and 19). Range [0, ∞). Default 1.</summary>
    public double CrossWeight { get; init; } = 1;

    /// <summary>Gets λ_t, the weight of the intensity loss, ½ L2 + ½ L1 (or the cross-entropy of the tiers) on treated rows. Range [0, ∞). Default 0.1.</summary>
    public double IntensityWeight { get; init; } = 0.1;

    /// <summary>Gets λ_o, the weight of the orthogonality penalty. Range [0, ∞). Default 0; 1e-4 in the other presets.</summary>
    public double OrthogonalityWeight { get => _orthogonalityWeight ?? Defaults.OrthogonalityWeight; init => _orthogonalityWeight = value; }

    /// <summary>Gets how that overlap is counted. Default RowNormalisedMean; RawSum in the Paper preset.</summary>
    public OrthogonalityPenalty Orthogonality { get => _orthogonality ?? Defaults.Orthogonality; init => _orthogonality = value; }

    /// <summary>Gets the consistency loss. Default BinaryCrossEntropy; SquaredError in the Paper preset.</summary>
    public ConsistencyLoss Consistency { get => _consistency ?? Defaults.Consistency; init => _consistency = value; }

    /// <summary>Gets whether eq. 18 takes a treated row's observed intensity; false takes the predicted one. Default true; false in the Paper preset.</summary>
    public bool UseObservedIntensity { get => _useObservedIntensity ?? Defaults.UseObservedIntensity; init => _useObservedIntensity = value; }

    /// <summary>Gets whether eq. 19 (x-base) is part of the loss. Default false: circular, and of no effect; true in the Paper preset.</summary>
    public bool UseBaseConsistency { get => _useBaseConsistency ?? Defaults.UseBaseConsistency; init => _useBaseConsistency = value; }

    /// <summary>Gets whether eq. 19 leaves the treatment tower alone. Default true; false in the Paper preset.</summary>
    public bool DetachTreatedProbability { get => _detachTreatedProbability ?? Defaults.DetachTreatedProbability; init => _detachTreatedProbability = value; }

    /// <summary>Gets whether predicted intensities are constants in the tower and in eq. 16 to 19. Default false.</summary>
    public bool DetachPredictedIntensity { get; init; }

    /// <summary>
    /// Gets whether the treatment tower's loss also trains the representation. Default false: with it, the error of the unit uplift
    /// grows by half; true in the other presets.
    /// </summary>
    public bool TreatmentTowerTrainsRepresentation
    {
        get => _treatmentTowerTrainsRepresentation ?? Defaults.TreatmentTowerTrainsRepresentation;
        init => _treatmentTowerTrainsRepresentation = value;
    }
}
