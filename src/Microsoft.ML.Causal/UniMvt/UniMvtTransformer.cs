// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>A fitted UniMVT model: scores rows, saves as an ordinary ML.NET model.</summary>
/// <remarks>
/// <para>Adds these columns, all <see cref="float"/>:</para>
/// <list type="table">
/// <listheader><term>column</term><description>meaning</description></listheader>
/// <item><term>BaseProbability</term><description>p0(x) = P(Y(0) = 1 | x). Range (0, 1).</description></item>
/// <item><term>UnitUplift</term><description>Gain in probability per unit of intensity.</description></item>
/// <item><term>PredictedIntensity</term><description>t̂(x), the intensity that the logging policy would give a treated row.</description></item>
/// <item><term>TreatedProbability</term><description>P(Y(t) = 1 | x) at t̂, or at the row's own t (<see cref="UniMvtOptions.ScoreAtOwnIntensity"/>).</description></item>
/// <item><term>ResponseCurve</term><description>P(Y(q) = 1 | x), a vector over <see cref="Grid"/>.</description></item>
/// <item><term>RecommendedIntensity</term><description>q*, the intensity to issue; 0 means withhold.</description></item>
/// <item><term>ExpectedGain</term><description>Expected net gain of q* over withholding, in the money of the policy options.</description></item>
/// <item><term>UnitUpliftLower, UnitUpliftUpper</term><description>Bounds of the unit uplift; with an ensemble only.</description></item>
/// </list>
/// </remarks>
public sealed class UniMvtTransformer : CausalTransformer
{
    private readonly UniMvtModelSettings _settings;
    private readonly UniMvtOptions? _options;

    internal UniMvtTransformer(ITransformer chain, UniMvtModel model, UniMvtOptions? options) : base(chain)
    {
        _settings = model.Settings;
        _options = options;
        Diagnostics = model.Diagnostics;
    }

    /// <summary>Gets what the fit showed about itself and its data; null for a model that was loaded from a file.</summary>
    public UniMvtDiagnostics? Diagnostics { get; }

    /// <summary>Gets the intensities q of the response curve, rising.</summary>
    public IReadOnlyList<float> Grid => _settings.Grid;

    /// <summary>Gets the typical observed intensities m, rising.</summary>
    public IReadOnlyList<float> Tiers => _settings.Tiers;

    /// <summary>Gets the link between base probability and uplift that the model was trained with.</summary>
    public ResponseLink ResponseLink => _settings.ResponseLink;

    /// <summary>Gets the encoding of numeric features that the model was trained with.</summary>
    public InputEncoding InputEncoding => _settings.InputEncoding;

    /// <summary>Gets what RecommendedIntensity is chosen by; the planned prices where a plan is frozen into the model.</summary>
    public RowPolicy Policy => _settings.ToPolicy();

    /// <summary>The same model with another rule for what it recommends.</summary>
    internal UniMvtTransformer With(MLContext mlContext, RowPolicy policy)
    {
        ITransformer chain = FrozenPolicy.Into(mlContext, Chain, policy);
        return new(chain, new UniMvtModel(_settings.With(policy), [], Diagnostics), _options);
    }

    internal static UniMvtTransformer Open(ITransformer chain, ModelArchive archive) => new(chain, UniMvtArchive.Unpack(archive), null);

    private protected override void CheckScoringColumns(DataViewSchema schema)
    {
        // A loaded model knows its column names only inside the chain, which checks them itself.
        if (_options is null)
            return;
        DataViewSchema.Column features = ColumnCheck.Features(schema, "feature", _options.FeatureColumnName);
        int width = ((VectorDataViewType)features.Type).Size;
        if (width != _settings.FeatureCount)
            throw ColumnCheck.Mismatch("feature", features.Name, $"Vector<Single, {_settings.FeatureCount}>", features.Type.ToString()!);
        foreach (string name in _options.CategoricalColumnNames)
            CategoricalColumn.Check(schema, name);
        if (_options.ScoreAtOwnIntensity)
            ColumnCheck.Scalar(schema, "intensity", _options.IntensityColumnName, NumberDataViewType.Single);
    }
}
