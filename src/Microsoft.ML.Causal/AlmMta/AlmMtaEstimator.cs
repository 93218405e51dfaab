// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal;

/// <summary>Trains ALM-MTA: how much each touch of a journey raised the probability of its outcome (Liu, Xia et al. 2026).</summary>
/// <remarks>Made by <see cref="CausalCatalog.AlmMta"/>. One seed is drawn when it is made, so fitting it again gives the same model.</remarks>
public sealed class AlmMtaEstimator : IEstimator<AlmMtaTransformer>
{
    private readonly MLContext _mlContext;
    private readonly AlmMtaOptions _options;
    private readonly IHost _host;
    private readonly int _seed;

    internal AlmMtaEstimator(MLContext mlContext, AlmMtaOptions options)
    {
        _mlContext = mlContext;
        _options = options.Validated();
        _host = ((IHostEnvironment)mlContext).Register("AlmMta");
        _seed = options.Seed ?? _host.Rand.Next();
    }

    /// <summary>Trains on the journeys of <paramref name="input"/>.</summary>
    /// <param name="input">Journeys with the context, touch and label columns, and the optional ones that the options name.</param>
    /// <returns>The fitted model; where training was cancelled, the one trained so far.</returns>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The journeys cannot be learned from; the message counts them and names the column.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before there was a model.</exception>
    public AlmMtaTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Fit(input, former: null);
    }

    /// <summary>Continues from a model of earlier journeys with those of <paramref name="input"/>, which must not be among them: for streams, part by part.</summary>
    /// <remarks>
    /// The result is near one fit on all journeys at once, not one on the last of them: earlier ones count by what they told, times
    /// <see cref="AlmMtaOptions.Memory"/> of the options. Scales, clusters made from content and proxy codes are those of the model. Key columns
    /// may have gained keys behind the known ones. For <see cref="AlmMtaFitKind.Stacked"/> models of the identified forms that were fitted with
    /// <see cref="AlmMtaOptions.Continuable"/>.
    /// </remarks>
    /// <param name="input">Journeys with the same columns. One class may be missing.</param>
    /// <param name="continueFrom">The model, fitted here or opened from a file by <see cref="CausalCatalog.Open{TTransformer}"/>; it stays as it is.</param>
    /// <returns>A new model.</returns>
    /// <exception cref="ArgumentException">A column is missing or of another type, the model cannot be continued, or the options ask for another form.</exception>
    /// <exception cref="InvalidOperationException">The journeys cannot be learned from; the message counts them and names the column.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before there was a model.</exception>
    public AlmMtaTransformer Fit(IDataView input, AlmMtaTransformer continueFrom)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(continueFrom);
        return Fit(input, new AlmMtaFormer(AlmMtaArchive.Unpack(continueFrom.ReadArchive(_mlContext)), _options.Memory));
    }

    private AlmMtaTransformer Fit(IDataView input, AlmMtaFormer? former)
    {
        using var log = new TrainingLog(_host);
        AlmMtaRows rows = AlmMtaRowReader.Read(_options, input, _seed, former);
        DataViewSchema.Column[] keys = [.. _options.TouchKeyColumnNames.Concat(_options.ClusterColumnName is { } cluster ? [cluster] : []).Select(name => input.Schema[name])];
        former?.CheckKeys(keys);
        if (rows.CutTouches > 0)
        {
            log.Message(
                $"{rows.ShortenedJourneys} of {rows.Data.Rows} journeys had more than {_options.MaxTouchpoints} touches; their {rows.CutTouches} oldest were left out.");
        }

        // Weights of exposure come from models of their own, which have not seen the user they judge.
        if (_options.NeedsPropensities && rows.Data.Cluster is not null)
            rows.Data.LogPropensity = ExposurePropensities.Fit(_mlContext, rows.Data, _seed, _options.CrossFittingFolds);
        AlmMtaModel trained = AlmMtaTrainer.Fit(_options, rows.Data, _seed, log, _options.CancellationToken, former);
        AlmMtaModelSettings settings = trained.Settings with
        {
            ProxyLimits = rows.Data.ProxyLimits,
            KeyHashes = [.. keys.Select(column => KeyHash.Of(column, TouchColumnCheck.Cardinality(column)))],
        };
        var model = new AlmMtaModel(settings, trained.Arrays, trained.Diagnostics);
        AlmMtaDiagnostics? diagnostics = model.Diagnostics is { } found
            ? found with { ShortenedJourneys = rows.ShortenedJourneys, CutTouches = rows.CutTouches, ItemContentShare = rows.ItemContentShare }
            : null;
        return new AlmMtaTransformer(AlmMtaChain.Fit(_mlContext, _options, model, input), model.Settings, diagnostics, _options);
    }

    /// <summary>The shape of the data that a fitted model gives, for data of shape <paramref name="inputSchema"/>.</summary>
    /// <param name="inputSchema">Shape with the columns that training needs.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Shape(inputSchema, "context", _options.ContextColumnName, NumberDataViewType.Single, vector: true);
        foreach (string name in _options.TouchKeyColumnNames)
            TouchColumnCheck.Keys(inputSchema, "touch key", name, vector: true);
        foreach (string name in _options.TouchNumericColumnNames)
            TouchColumnCheck.Numbers(inputSchema, "numeric touch", name);
        if (_options.ContentColumnName is { } content)
            TouchColumnCheck.Numbers(inputSchema, "content", content);
        if (_options.ProxyColumnName is { } proxy)
            TouchColumnCheck.Numbers(inputSchema, "proxy", proxy);
        if (_options.MatchColumnName is { } match)
            TouchColumnCheck.Numbers(inputSchema, "match", match);
        if (_options.ExactMatchColumnName is { } exact)
            TouchColumnCheck.Numbers(inputSchema, "exact-match", exact);
        if (_options.ClusterColumnName is { } cluster)
            TouchColumnCheck.Keys(inputSchema, "cluster", cluster, vector: true);
        if (_options.UserColumnName is { } user)
            TouchColumnCheck.Keys(inputSchema, "user", user, vector: false);
        if (_options.ExampleWeightColumnName is { } weight)
            ColumnCheck.Shape(inputSchema, "weight", weight, NumberDataViewType.Single, vector: false);
        if (_options.WorkContentColumnName is { } work)
            TouchColumnCheck.Vector(inputSchema, "work content", work);
        ColumnCheck.Shape(inputSchema, "label", _options.LabelColumnName, BooleanDataViewType.Instance, vector: false);
        return AlmMtaChain.Shape(_mlContext, _options, inputSchema);
    }
}
