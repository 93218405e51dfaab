// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>A fitted propensity model: adds e(x) and, where asked for, weights; saves as an ordinary ML.NET model.</summary>
/// <remarks>
/// Columns added: the propensity P(w = 1 | x), <see cref="float"/> in [ε, 1 − ε], and the weight of the row with its own treatment,
/// <see cref="float"/>, at least 0. Columns that the inner trainer adds (score, probability, predicted label) are dropped.
/// </remarks>
public sealed class PropensityTransformer : CausalTransformer
{
    private readonly PropensitySettings _settings;
    private readonly PropensityOptions? _options;

    internal PropensityTransformer(ITransformer chain, PropensitySettings settings, PropensityOptions? options, OverlapReport? overlap)
        : base(chain)
    {
        _settings = settings;
        _options = options;
        Overlap = overlap;
    }

    /// <summary>Gets the overlap of the training rows, before clipping; null for a model that was loaded from a file.</summary>
    public OverlapReport? Overlap { get; }

    /// <summary>Gets ε, the clipping bound.</summary>
    public float Clip => _settings.Clip;

    /// <summary>Gets K, the number of models that cross-fitting trained; 1 without.</summary>
    public int CrossFittingFolds => _settings.Folds;

    /// <summary>Gets the kind of weight that the model adds.</summary>
    public PropensityWeighting Weighting => _settings.Weighting;

    internal static PropensityTransformer Open(ITransformer chain, ModelArchive archive) =>
        new(chain, PropensitySettings.Unpack(archive), null, null);

    private protected override void CheckScoringColumns(DataViewSchema schema)
    {
        // A loaded model knows its column names only inside the chain, which checks them itself.
        if (_options is null)
            return;
        ColumnCheck.Features(schema, "feature", _options.FeatureColumnName);
        if (_options.Weighting != PropensityWeighting.None)
            ColumnCheck.Scalar(schema, "treatment", _options.TreatmentColumnName, BooleanDataViewType.Instance);
    }
}
