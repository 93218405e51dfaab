// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What scoring needs to know beside the weights; plain values that any serializer can write.</summary>
internal sealed partial record AlmMtaModelSettings
{
    /// <summary>Layout of settings and arrays; a reader refuses a newer one.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Layout that this model was written with.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>ObservedProxy, MatchedOutcome or Paper.</summary>
    public AlmMtaIdentification Identification { get; init; }

    /// <summary>Stacked or Networks.</summary>
    public AlmMtaFitKind Fit { get; init; }

    /// <summary>Longest journey.</summary>
    public int MaxTouchpoints { get; init; }

    /// <summary>Number of codes of each key column.</summary>
    public int[] KeyCardinalities { get; init; } = [];

    /// <summary>Number of clusters; 0 without.</summary>
    public int ClusterCount { get; init; }

    /// <summary>Whether the model knows the cluster of each item, in <c>item.cluster</c>.</summary>
    public bool ClusterByItem { get; init; }

    /// <summary>dv; 0 without content.</summary>
    public int ContentWidth { get; init; }

    /// <summary>Whether journeys bring their content; otherwise it is in <c>item.content</c>.</summary>
    public bool ContentByTouch { get; init; }

    /// <summary>Number of numeric touch columns.</summary>
    public int NumericCount { get; init; }

    /// <summary>dx.</summary>
    public int ContextWidth { get; init; }

    /// <summary>What deleting a touch means.</summary>
    public AlmMtaDeletion Deletion { get; init; }

    /// <summary>Whose effect is estimated.</summary>
    public AlmMtaEffect Effect { get; init; }

    /// <summary>r, the share of negatives in the training data; 1 for all.</summary>
    public double NegativeKeepRate { get; init; } = 1;

    /// <summary>α, the share of the towers in the mediator's logit; 0 without a stack, 1 for networks alone.</summary>
    public double StackShare { get; init; }

    /// <summary>Whether the mediator has a core; towers then add their share to it.</summary>
    public bool HasCore { get; init; }

    /// <summary>Number of mediator towers.</summary>
    public int Towers { get; init; }

    /// <summary>Number of outcome fits behind the intervals; 0 without.</summary>
    public int BootstrapFits { get; init; }

    /// <summary>z, the half-width of an interval in standard deviations.</summary>
    public double IntervalWidth { get; init; }

    /// <summary>Rows that the model rests on, former ones by what <see cref="AlmMtaOptions.Memory"/> left of them; 0 where nothing is carried to continue from.</summary>
    public double TrainingRows { get; init; }

    /// <summary>Number of proxy codes; 0 without a proxy.</summary>
    public int ProxyCodes { get; init; }

    /// <summary>Limits between the codes of a proxy that is bucketed, rising; empty for a proxy of codes.</summary>
    public float[] ProxyLimits { get; init; } = [];

    /// <summary>Hashes of the key values of each touch key column, then of the cluster column; null where a column has none.</summary>
    public string?[] KeyHashes { get; init; } = [];

    /// <summary>What the model gives beside its effects.</summary>
    public AlmMtaOutputs Outputs { get; init; }

    /// <summary>Number of random orders behind Shapley credits without a closed form.</summary>
    public int ShapleyOrders { get; init; }

    /// <summary>Seed of those orders.</summary>
    public int ShapleySeed { get; init; }

    /// <summary>What options, data and encoding settle; the trainer adds the identification and what it found.</summary>
    public static AlmMtaModelSettings Of(AlmMtaOptions options, AlmMtaTrainingData data, JourneyEncoding encoding) => new()
    {
        Fit = options.Fit,
        MaxTouchpoints = options.MaxTouchpoints,
        KeyCardinalities = data.KeyCardinalities,
        ClusterCount = encoding.Shape.Clusters,
        ClusterByItem = encoding.ItemCluster.Length > 0,
        ContentWidth = encoding.Shape.Content,
        ContentByTouch = data.ContentByTouch,
        NumericCount = encoding.Shape.Numeric,
        ContextWidth = encoding.Shape.Context,
        Deletion = options.Deletion,
        Effect = options.Effect,
        NegativeKeepRate = options.NegativeKeepRate,
        HasCore = options.Fit == AlmMtaFitKind.Stacked,
        BootstrapFits = options.Intervals && options.Fit == AlmMtaFitKind.Stacked ? options.BootstrapFits : 0,
        IntervalWidth = options.IntervalWidth,
    };
}
