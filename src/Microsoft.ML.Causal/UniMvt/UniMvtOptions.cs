// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Settings of UniMVT, multi-valued treatment uplift from logs (Yang et al.); the defaults are those of <see cref="UniMvtPreset.Default"/>.</summary>
/// <remarks>
/// Options whose default depends on <see cref="Preset"/> say so; one that is set keeps its value whatever the preset.
/// Being a record, a sweep is <c>options with { LearningRate = r }</c>.
/// </remarks>
public sealed partial record UniMvtOptions
{
    /// <summary>Gets the form that unset options follow. Default <see cref="UniMvtPreset.Default"/>.</summary>
    public UniMvtPreset Preset { get; init; }

    /// <summary>Gets the name of the feature column: a known-size vector of <see cref="float"/>, x. Default "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>Gets the names of categorical columns: keys or known-size vectors of keys. Default none.</summary>
    public IReadOnlyList<string> CategoricalColumnNames { get; init; } = [];

    /// <summary>Gets the name of the treatment column: <see cref="bool"/>, w. Default "Treatment".</summary>
    public string TreatmentColumnName { get; init; } = "Treatment";

    /// <summary>Gets the name of the intensity column: <see cref="float"/>, t, 0 exactly when untreated. Default "Intensity".</summary>
    public string IntensityColumnName { get; init; } = "Intensity";

    /// <summary>Gets the name of the label column: <see cref="bool"/>, y. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Gets the name of the weight column: <see cref="float"/>, at least 0; null (default) weighs all rows alike.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>
    /// Gets how rows are weighted by FastTree propensities (two-fold cross-fitting on all rows), on top of the weight column.
    /// Default <see cref="PropensityWeighting.None"/>: the features are in the model already.
    /// </summary>
    public PropensityWeighting PropensityWeighting { get; init; }

    /// <summary>Gets ε: propensities that weigh rows are moved into [ε, 1 − ε]. Range (0, 0.5). Default 0.01.</summary>
    public float PropensityClip { get; init; } = 0.01f;

    /// <summary>Gets the number of rows, spread evenly, that the overlap report looks at. Range [0, ∞); 0 leaves it out. Default 20,000.</summary>
    public int OverlapRows { get; init; } = 20_000;

    /// <summary>
    /// Gets whether scoring reads <see cref="IntensityColumnName"/> and gives <c>TreatedProbability</c> at the row's own intensity. Default
    /// false: scoring needs features only, and gives it at the predicted intensity. A model file cannot do both.
    /// </summary>
    public bool ScoreAtOwnIntensity { get; init; }

    /// <summary>Starts from a preset.</summary>
    /// <param name="preset">The form.</param>
    /// <returns>Options with every default of that form.</returns>
    public static UniMvtOptions For(UniMvtPreset preset) => new() { Preset = preset };

    private UniMvtPresetDefaults Defaults => UniMvtPresetDefaults.Of(Preset);
}
