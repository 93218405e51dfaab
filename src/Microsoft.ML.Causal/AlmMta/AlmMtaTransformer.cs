// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>A fitted ALM-MTA model: scores journeys, saves as an ordinary ML.NET model.</summary>
/// <remarks>
/// <para>Adds these columns; vectors of <see cref="float"/> have one entry per touch, in the order of the journey's own columns:</para>
/// <list type="table">
/// <listheader><term>column</term><description>meaning</description></listheader>
/// <item><term>Probability</term><description>P(Y=1|do(T),X), interventional; for this very user with <see cref="AlmMtaEffect.Treated"/>.</description></item>
/// <item><term>ObservedProbability</term><description>P(Y=1|T,X): a prediction, without a claim about interventions.</description></item>
/// <item><term>BaseProbability</term><description>g(X,∅), the probability without any touch.</description></item>
/// <item><term>AdditivityGap</term><description>(Probability − BaseProbability) less the sum of Uplift: touches are not additive.</description></item>
/// <item><term>Uplift</term><description>Vector: Δ, by how much the probability falls without the touch. Negative effects are not clipped.</description></item>
/// <item><term>UpliftLogit</term><description>Vector: the same on the logit scale, in nats.</description></item>
/// <item><term>Score</term><description>Vector: share of the training touches with a lower Δ, in [0, 1], for thresholds.</description></item>
/// <item><term>UpliftLower, UpliftUpper</term><description>Vectors: bounds of Δ; Δ itself where the model has no intervals.</description></item>
/// <item><term>NormalisedCredit, ShapleyCredit, ShapleyError, MediatorProbability</term><description>Vectors, where <see cref="Outputs"/> has them.</description></item>
/// </list>
/// Of a journey with more touches than <see cref="MaxTouchpoints"/> the most recent are scored; entries of the older ones are NaN.
/// </remarks>
public sealed class AlmMtaTransformer : CausalTransformer
{
    private readonly AlmMtaModelSettings _settings;
    private readonly AlmMtaOptions? _options;

    internal AlmMtaTransformer(ITransformer chain, AlmMtaModelSettings settings, AlmMtaDiagnostics? diagnostics, AlmMtaOptions? options) : base(chain)
    {
        _settings = settings;
        _options = options;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets what the fit showed about itself and its data; null for a model that was loaded from a file.</summary>
    public AlmMtaDiagnostics? Diagnostics { get; }

    /// <summary>Gets what identified the effects.</summary>
    public AlmMtaIdentification Identification => _settings.Identification;

    /// <summary>Gets whose effect the model gives.</summary>
    public AlmMtaEffect Effect => _settings.Effect;

    /// <summary>Gets what deleting a touch means.</summary>
    public AlmMtaDeletion Deletion => _settings.Deletion;

    /// <summary>Gets the number of most recent touches that are scored.</summary>
    public int MaxTouchpoints => _settings.MaxTouchpoints;

    /// <summary>Gets what the model gives beside its effects.</summary>
    public AlmMtaOutputs Outputs => _settings.Outputs;

    /// <summary>Gets whether the bounds are those of an interval.</summary>
    public bool HasIntervals => _settings.BootstrapFits > 0;

    internal static AlmMtaTransformer Open(ITransformer chain, ModelArchive archive) => new(chain, AlmMtaArchive.Unpack(archive).Settings, null, null);

    private protected override void CheckScoringColumns(DataViewSchema schema)
    {
        // A loaded model knows its column names only inside the chain, which checks them itself.
        if (_options is null)
            return;
        DataViewSchema.Column context = ColumnCheck.Features(schema, "context", _options.ContextColumnName);
        int width = ((VectorDataViewType)context.Type).Size;
        if (width != _settings.ContextWidth)
            throw ColumnCheck.Mismatch("context", context.Name, $"Vector<Single, {_settings.ContextWidth}>", context.Type.ToString()!);
        foreach (string name in _options.TouchKeyColumnNames)
            TouchColumnCheck.Keys(schema, "touch key", name);
        foreach (string name in _options.TouchNumericColumnNames)
            TouchColumnCheck.Numbers(schema, "numeric touch", name);
        if (_options.ContentColumnName is { } content)
            TouchColumnCheck.Numbers(schema, "content", content);
        if (_options.ClusterColumnName is { } cluster)
            TouchColumnCheck.Keys(schema, "cluster", cluster);
    }
}
