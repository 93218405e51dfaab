// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What the presets differ in: one line per option, one value per form.</summary>
internal sealed record UniMvtPresetDefaults
{
    private static readonly UniMvtPresetDefaults Default = new();

    private static readonly UniMvtPresetDefaults Corrected = new()
    {
        InputEncoding = InputEncoding.Raw,
        ResponseLink = ResponseLink.Probability,
        UseLinearSkips = false,
        UseUniformBiases = true,
        ExpertActivation = Activation.Relu,
        ExpertWidths = [64, 32],
        TreatmentTowerTrainsRepresentation = true,
        OrthogonalityWeight = 1e-4,
        DecoupledWeightDecay = false,
    };

    private static readonly UniMvtPresetDefaults Paper = Corrected with
    {
        ResponseLink = ResponseLink.Logit,
        UnitUpliftActivation = UnitUpliftActivation.Relu,
        UseObservedIntensity = false,
        UseBaseConsistency = true,
        DetachTreatedProbability = false,
        Consistency = ConsistencyLoss.SquaredError,
        Orthogonality = OrthogonalityPenalty.RawSum,
        IntensityHead = IntensityHead.Regression,
    };

    public InputEncoding InputEncoding { get; init; } = InputEncoding.Auto;

    public ResponseLink ResponseLink { get; init; } = ResponseLink.Probability;

    public bool UseLinearSkips { get; init; } = true;

    public bool UseUniformBiases { get; init; }

    public Activation ExpertActivation { get; init; } = Activation.Silu;

    public int[] ExpertWidths { get; init; } = [32, 32];

    public UnitUpliftActivation UnitUpliftActivation { get; init; } = UnitUpliftActivation.Softplus;

    public bool UseObservedIntensity { get; init; } = true;

    public bool UseBaseConsistency { get; init; }

    public bool DetachTreatedProbability { get; init; } = true;

    public bool TreatmentTowerTrainsRepresentation { get; init; }

    public ConsistencyLoss Consistency { get; init; } = ConsistencyLoss.BinaryCrossEntropy;

    public OrthogonalityPenalty Orthogonality { get; init; } = OrthogonalityPenalty.RowNormalisedMean;

    public double OrthogonalityWeight { get; init; }

    public IntensityHead IntensityHead { get; init; } = IntensityHead.Auto;

    public bool DecoupledWeightDecay { get; init; } = true;

    public static UniMvtPresetDefaults Of(UniMvtPreset preset) => preset switch
    {
        UniMvtPreset.Corrected => Corrected,
        UniMvtPreset.Paper => Paper,
        _ => Default,
    };
}
