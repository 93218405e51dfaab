// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal;

/// <summary>Trains UniMVT: joint debiased base probability and uplift of a multi-valued treatment such as a coupon (Yang et al.).</summary>
/// <remarks>Made by <see cref="CausalCatalog.UniMvt"/>. One seed is drawn when it is made, so fitting it again gives the same model.</remarks>
public sealed class UniMvtEstimator : IEstimator<UniMvtTransformer>
{
    private readonly MLContext _mlContext;
    private readonly UniMvtOptions _options;
    private readonly IHost _host;
    private readonly int _seed;

    internal UniMvtEstimator(MLContext mlContext, UniMvtOptions options)
    {
        _mlContext = mlContext;
        _options = options.Validated();
        _host = ((IHostEnvironment)mlContext).Register("UniMvt");
        _seed = options.Seed ?? _host.Rand.Next();
    }

    /// <summary>Trains on the rows of <paramref name="input"/>.</summary>
    /// <param name="input">Data with the feature, treatment, intensity and label columns, and the optional ones that the options name.</param>
    /// <returns>The fitted model; where training was cancelled, the one trained so far.</returns>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The rows cannot be learned from; the message counts them and names the column.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before there was a model.</exception>
    public UniMvtTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Fit(input, former: null);
    }

    /// <summary>Continues from a model of earlier rows with the rows of <paramref name="input"/>, which must not be among those: for streams, part by part.</summary>
    /// <remarks>
    /// The result is near one fit on all rows at once, not one on the last of them: earlier rows count by their number, times
    /// <see cref="UniMvtOptions.Memory"/> of the options. Form, feature scale, range of intensities and tiers are those of the model; an Auto
    /// option follows it. Policy and schedule follow the options. A key column may have gained keys behind the known ones.
    /// </remarks>
    /// <param name="input">Data with the same columns. One arm or one class may be missing.</param>
    /// <param name="continueFrom">The model, fitted here or opened from a file by <see cref="CausalCatalog.Open{TTransformer}"/>; it stays as it is.</param>
    /// <returns>A new model; where the fit was cancelled, the one trained so far.</returns>
    /// <exception cref="ArgumentException">A column is missing or of another type, or the options ask for another form than the model's.</exception>
    /// <exception cref="InvalidOperationException">The rows cannot be learned from; the message counts them and names the column.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before it began.</exception>
    public UniMvtTransformer Fit(IDataView input, UniMvtTransformer continueFrom)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(continueFrom);
        return Fit(input, new UniMvtFormer(UniMvtArchive.Unpack(continueFrom.ReadArchive(_mlContext))));
    }

    private UniMvtTransformer Fit(IDataView input, UniMvtFormer? former)
    {
        using var log = new TrainingLog(_host);
        UniMvtTrainingData rows = UniMvtRowReader.Read(_options, input);
        UniMvtTrainingDataChecks.Check(_options, rows, continues: former is not null);
        DataViewSchema.Column[] keys = [.. _options.CategoricalColumnNames.SelectMany(name => new CategoricalColumn(input.Schema, name).Inputs)];
        former?.CheckKeys(keys, rows.Cardinalities);
        rows = UniMvtPropensity.Weigh(_mlContext, _options, rows, log);
        UniMvtModel trained = UniMvtTrainer.Fit(_options, rows, _seed, log, _options.CancellationToken, former);
        var model = new UniMvtModel(
            trained.Settings with { KeyHashes = [.. keys.Select((column, c) => KeyHash.Of(column, rows.Cardinalities[c]))] }, trained.Arrays, trained.Diagnostics);
        model.Diagnostics!.Overlap = UniMvtPropensity.Overlap(_mlContext, _options, rows, model.Settings.Tiers, log);
        return new UniMvtTransformer(UniMvtChain.Fit(_mlContext, _options, model, input), model, _options);
    }

    /// <summary>The shape of the data that a fitted model gives, for data of shape <paramref name="inputSchema"/>.</summary>
    /// <param name="inputSchema">Shape with the columns that training needs.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Shape(inputSchema, "feature", _options.FeatureColumnName, NumberDataViewType.Single, vector: true);
        ColumnCheck.Shape(inputSchema, "treatment", _options.TreatmentColumnName, BooleanDataViewType.Instance, vector: false);
        ColumnCheck.Shape(inputSchema, "intensity", _options.IntensityColumnName, NumberDataViewType.Single, vector: false);
        ColumnCheck.Shape(inputSchema, "label", _options.LabelColumnName, BooleanDataViewType.Instance, vector: false);
        if (_options.ExampleWeightColumnName is { } weight)
            ColumnCheck.Shape(inputSchema, "weight", weight, NumberDataViewType.Single, vector: false);
        foreach (string name in _options.CategoricalColumnNames)
        {
            SchemaShape.Column column = ColumnCheck.Find(inputSchema, "categorical", name);
            if (!column.IsKey || column.Kind == SchemaShape.Column.VectorKind.VariableVector)
                throw ColumnCheck.Mismatch("categorical", name, "Key<UInt32> or a vector of such keys of known size", ColumnCheck.Describe(column));
        }

        return UniMvtChain.Shape(_mlContext, _options, inputSchema);
    }
}
