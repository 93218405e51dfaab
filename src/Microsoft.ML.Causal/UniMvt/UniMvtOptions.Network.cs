// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

public sealed partial record UniMvtOptions
{
    private readonly InputEncoding? _inputEncoding;
    private readonly ResponseLink? _responseLink;
    private readonly bool? _useLinearSkips, _useUniformBiases;
    private readonly Activation? _expertActivation;
    private readonly IReadOnlyList<int>? _expertWidths;
    private readonly UnitUpliftActivation? _unitUpliftActivation;
    private readonly IntensityHead? _intensityHead;

    /// <summary>Gets how numeric features enter the network. Default Auto; Raw in the other presets.</summary>
    public InputEncoding InputEncoding { get => _inputEncoding ?? Defaults.InputEncoding; init => _inputEncoding = value; }

    /// <summary>Gets the number of frequencies per feature of the periodic encoding, K. Range 1 to 64. Default 8.</summary>
    public int Frequencies { get; init; } = 8;

    /// <summary>Gets the standard deviation of the initial frequencies, in cycles per standard deviation of a feature. Range (0, ∞). Default 0.15.</summary>
    public double FrequencyScale { get; init; } = 0.15;

    /// <summary>Gets the width of a feature's periodic embedding. Range 1 to 256. Default 8.</summary>
    public int EncodingWidth { get; init; } = 8;

    /// <summary>Gets the width of a categorical feature's embedding. Range 1 to 256. Default 8.</summary>
    public int CategoricalWidth { get; init; } = 8;

    /// <summary>Gets whether the representation is a gated mixture of expert groups (eq. 5 to 9); false replaces it by one shared network. Default true.</summary>
    public bool UseExperts { get; init; } = true;

    /// <summary>Gets the number of experts in each of the groups base, shared and treated. Range 1 to 16. Default 2.</summary>
    public int ExpertsPerGroup { get; init; } = 2;

    /// <summary>Gets the widths of an expert's two layers; the second is the width of the representation. Default 32, 32; 64, 32 in the other presets.</summary>
    public IReadOnlyList<int> ExpertWidths { get => _expertWidths ?? Defaults.ExpertWidths; init => _expertWidths = value; }

    /// <summary>Gets the activation after both layers of an expert. Default SiLU; ReLU in the other presets.</summary>
    public Activation ExpertActivation { get => _expertActivation ?? Defaults.ExpertActivation; init => _expertActivation = value; }

    /// <summary>Gets the hidden widths of the base and the treatment tower. Default 64, 32.</summary>
    public IReadOnlyList<int> TowerWidths { get; init; } = [64, 32];

    /// <summary>Gets the hidden widths of the intensity and the unit-uplift head. Default 32.</summary>
    public IReadOnlyList<int> HeadWidths { get; init; } = [32];

    /// <summary>Gets whether the base logit and the uplift logit also get a linear term in the encoded input. Default true; false in the other presets.</summary>
    public bool UseLinearSkips { get => _useLinearSkips ?? Defaults.UseLinearSkips; init => _useLinearSkips = value; }

    /// <summary>Gets whether biases start at U(±1/√fan_in), like weights; false starts them at 0. Default false; true in the other presets.</summary>
    public bool UseUniformBiases { get => _useUniformBiases ?? Defaults.UseUniformBiases; init => _useUniformBiases = value; }

    /// <summary>
    /// Gets whether the X-network is there: uplift head and consistency losses (eq. 13 to 19). Default true. Without it the uplift
    /// is the difference between the towers, so <see cref="UseTreatmentTower"/> must be true.
    /// </summary>
    public bool UseCrossNetwork { get; init; } = true;

    /// <summary>Gets whether the treatment tower (eq. 11 and 12) is trained. Default true.</summary>
    public bool UseTreatmentTower { get; init; } = true;

    /// <summary>Gets the width of the embedding of [t/t_max, log1p t] in the treatment-aware gate. Range 1 to 256. Default 8.</summary>
    public int IntensityEmbeddingWidth { get; init; } = 8;

    /// <summary>Gets how the logging policy's intensity is predicted. Default Auto; Regression in the Paper preset.</summary>
    public IntensityHead IntensityHead { get => _intensityHead ?? Defaults.IntensityHead; init => _intensityHead = value; }

    /// <summary>Gets the largest number of tiers that intensities are clustered into. Range 2 to 32. Default 32.</summary>
    public int MaximumTiers { get; init; } = 32;

    /// <summary>Gets the scale on which uplift is added. Default Probability; Logit in the Paper preset.</summary>
    public ResponseLink ResponseLink { get => _responseLink ?? Defaults.ResponseLink; init => _responseLink = value; }

    /// <summary>Gets whether the unit uplift is held at 0 or above; false allows harm ("sleeping dogs"). Default true.</summary>
    public bool NonNegative { get; init; } = true;

    /// <summary>Gets what holds it there. Default Softplus; Relu in the Paper preset.</summary>
    public UnitUpliftActivation UnitUpliftActivation { get => _unitUpliftActivation ?? Defaults.UnitUpliftActivation; init => _unitUpliftActivation = value; }
}
