// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What scoring needs to know beside the weights; plain values that any serializer can write.</summary>
internal sealed record UniMvtModelSettings
{
    /// <summary>Layout of settings and arrays; a reader refuses a newer one.</summary>
    public const int CurrentVersion = 2;

    /// <summary>Layout that this model was written with.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>d, the number of numeric features.</summary>
    public int FeatureCount { get; init; }

    /// <summary>Number of categories of each categorical input.</summary>
    public int[] Cardinalities { get; init; } = [];

    /// <summary>Periodic or Raw.</summary>
    public InputEncoding InputEncoding { get; init; }

    /// <summary>Probability or Logit.</summary>
    public ResponseLink ResponseLink { get; init; }

    /// <summary>Frequencies per feature of the periodic encoding.</summary>
    public int Frequencies { get; init; }

    /// <summary>Width of a feature's periodic embedding.</summary>
    public int EncodingWidth { get; init; }

    /// <summary>Width of a categorical input's embedding.</summary>
    public int CategoricalWidth { get; init; }

    /// <summary>Whether the representation is a mixture of experts.</summary>
    public bool UseExperts { get; init; }

    /// <summary>Experts in each of the three groups.</summary>
    public int ExpertsPerGroup { get; init; }

    /// <summary>Widths of an expert's layers.</summary>
    public int[] ExpertWidths { get; init; } = [];

    /// <summary>Activation after an expert's layers.</summary>
    public Activation ExpertActivation { get; init; }

    /// <summary>Hidden widths of the towers.</summary>
    public int[] TowerWidths { get; init; } = [];

    /// <summary>Hidden widths of the heads.</summary>
    public int[] HeadWidths { get; init; } = [];

    /// <summary>Width of the treatment-aware gate's embedding.</summary>
    public int IntensityEmbeddingWidth { get; init; }

    /// <summary>Whether the logits have linear terms in the encoded input.</summary>
    public bool UseLinearSkips { get; init; }

    /// <summary>Whether uplift comes from the uplift head; otherwise from the difference of the towers.</summary>
    public bool UseCrossNetwork { get; init; }

    /// <summary>Whether the treatment tower was trained.</summary>
    public bool UseTreatmentTower { get; init; }

    /// <summary>Whether the unit uplift is held at 0 or above.</summary>
    public bool NonNegative { get; init; }

    /// <summary>What holds it there.</summary>
    public UnitUpliftActivation UnitUpliftActivation { get; init; }

    /// <summary>Categorical or Regression.</summary>
    public IntensityHead IntensityHead { get; init; }

    /// <summary>Smallest observed intensity of a treated row.</summary>
    public float IntensityMinimum { get; init; }

    /// <summary>Largest observed intensity of a treated row.</summary>
    public float IntensityMaximum { get; init; }

    /// <summary>Typical observed intensities, rising: centres of their clusters, or quantiles where they do not cluster.</summary>
    public float[] Tiers { get; init; } = [];

    /// <summary>Intensities of the response curve, rising.</summary>
    public float[] Grid { get; init; } = [];

    /// <summary>How an intensity is recommended.</summary>
    public PolicyRule PolicyRule { get; init; }

    /// <summary>Value of a response.</summary>
    public double ResponseValue { get; init; }

    /// <summary>Cost of a unit of intensity.</summary>
    public double UnitCost { get; init; }

    /// <summary>When that cost falls due.</summary>
    public CostBasis CostBasis { get; init; }

    /// <summary>Least uplift per cost at which an intensity is issued.</summary>
    public double UpliftPerCostThreshold { get; init; }

    /// <summary>λ, the value that a unit of spend must bring; 1 unless a plan is frozen into the model. Since layout 2.</summary>
    public double Price { get; init; } = 1;

    /// <summary>μ, what issuing anything must bring beyond that; 0 unless a plan is frozen into the model. Since layout 2.</summary>
    public double IssuePrice { get; init; }

    /// <summary>Highest intensity that may be issued; null means that of the grid. Since layout 2.</summary>
    public double? MaximumIntensity { get; init; }

    /// <summary>Number of models whose mean is served.</summary>
    public int EnsembleSize { get; init; } = 1;

    /// <summary>Rows that the model rests on, former ones by what <see cref="UniMvtOptions.Memory"/> left of them; 0 where it was not recorded.</summary>
    public double TrainingRows { get; init; }

    /// <summary>Hashes of the key values of each categorical input, in the order of the keys; null where a column has none.</summary>
    public string?[] KeyHashes { get; init; } = [];

    /// <summary>The rule that a row's intensity is chosen by.</summary>
    public RowPolicy ToPolicy() => new()
    {
        Rule = PolicyRule,
        ResponseValue = ResponseValue,
        UnitCost = UnitCost,
        CostBasis = CostBasis,
        UpliftPerCostThreshold = UpliftPerCostThreshold,
        Price = Price,
        IssuePrice = IssuePrice,
        MaximumIntensity = MaximumIntensity,
    };

    /// <summary>The same model with another rule.</summary>
    public UniMvtModelSettings With(RowPolicy policy) => this with
    {
        Version = CurrentVersion,
        PolicyRule = policy.Rule,
        ResponseValue = policy.ResponseValue,
        UnitCost = policy.UnitCost,
        CostBasis = policy.CostBasis,
        UpliftPerCostThreshold = policy.UpliftPerCostThreshold,
        Price = policy.Price,
        IssuePrice = policy.IssuePrice,
        MaximumIntensity = policy.MaximumIntensity,
    };
}
