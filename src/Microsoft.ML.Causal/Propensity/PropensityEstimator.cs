// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal;

/// <summary>Learns who is treated, P(w = 1 | x), and turns it into weights: FastTree by default, any binary trainer of ML.NET instead.</summary>
/// <remarks>
/// Made by <c>mlContext.Causal().Propensity(...)</c>. The fit logs how many rows were clipped and how far the arms overlap; the fitted model
/// has it as <see cref="PropensityTransformer.Overlap"/>.
/// </remarks>
public sealed class PropensityEstimator : IEstimator<PropensityTransformer>
{
    private readonly MLContext _mlContext;
    private readonly PropensityOptions _options;
    private readonly IHost _host;

    internal PropensityEstimator(MLContext mlContext, PropensityOptions options)
    {
        _mlContext = mlContext;
        _options = options.Validated();
        _host = ((IHostEnvironment)mlContext).Register("Propensity");
    }

    /// <summary>Trains on the rows of <paramref name="input"/>.</summary>
    /// <param name="input">Data with the feature and treatment columns, and whatever the trainer of the options reads.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or one in the data would be overwritten.</exception>
    /// <exception cref="InvalidOperationException">Only one arm occurs, overall or outside a fold.</exception>
    public PropensityTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        PropensityRows rows = PropensityRows.Read(_options, input, folds: 0);
        CheckArms(rows);
        ITransformer folds = PropensityChain.FitFolds(_mlContext, _options, input);
        rows = PropensityRows.Read(_options, folds.Transform(input), _options.CrossFittingFolds);
        OverlapReport overlap = OverlapReport.Compute(
            rows.Propensity, rows.Treatment, _options.Weighting, _options.Clip, features: rows.Features);
        Log(overlap);

        PropensitySettings settings = new(_options.Clip, _options.Weighting, overlap.TreatedShare, _options.CrossFittingFolds);
        return new PropensityTransformer(
            PropensityChain.Assemble(_mlContext, _options, settings, folds, input), settings, _options, overlap);
    }

    /// <summary>The shape of the data that a fitted model gives, for data of shape <paramref name="inputSchema"/>.</summary>
    /// <param name="inputSchema">Shape with the columns that training needs.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Shape(inputSchema, "feature", _options.FeatureColumnName, NumberDataViewType.Single, vector: true);
        ColumnCheck.Shape(inputSchema, "treatment", _options.TreatmentColumnName, BooleanDataViewType.Instance, vector: false);
        bool weighs = _options.Weighting != PropensityWeighting.None;
        IEstimator<ITransformer> outputs = weighs
            ? _mlContext.Transforms.CustomMapping<NoColumns, PropensityWeightMappingOutput>((_, _) => { }, null)
            : _mlContext.Transforms.CustomMapping<NoColumns, PropensityMappingOutput>((_, _) => { }, null);
        SchemaShape shape = _mlContext.Transforms.CopyColumns(_options.PropensityColumnName, PropensityMappingOutput.PropensityName)
            .GetOutputSchema(outputs.GetOutputSchema(inputSchema));
        if (weighs)
            shape = _mlContext.Transforms.CopyColumns(_options.WeightColumnName, PropensityMappingOutput.WeightName).GetOutputSchema(shape);
        string[] temporary = weighs
            ? [PropensityMappingOutput.PropensityName, PropensityMappingOutput.WeightName]
            : [PropensityMappingOutput.PropensityName];
        return _mlContext.Transforms.DropColumns(temporary).GetOutputSchema(shape);
    }

    private void CheckArms(PropensityRows rows)
    {
        int treated = rows.Treatment.AsSpan().Count(true), n = rows.Treatment.Length;
        if (treated == 0 || treated == n)
            throw new InvalidOperationException(
                $"Treatment column '{_options.TreatmentColumnName}' is {(treated == 0 ? "false" : "true")} in all {n} rows; "
                + "a propensity needs both arms.");
        if (_options.CrossFittingFolds == 1)
            return;

        int width = rows.Features.Length / n, folds = _options.CrossFittingFolds;
        int[] treatedIn = new int[folds], controlIn = new int[folds];
        for (int i = 0; i < n; i++)
        {
            VBuffer<float> row = new(width, rows.Features[(i * width)..((i + 1) * width)]);
            (rows.Treatment[i] ? treatedIn : controlIn)[PropensityFold.Of(row, folds)]++;
        }

        for (int fold = 0; fold < folds; fold++)
        {
            if (treatedIn[fold] == treated || controlIn[fold] == n - treated)
                throw new InvalidOperationException(
                    $"All {(treatedIn[fold] == treated ? "treated" : "control")} rows fall into fold {fold + 1} of {folds}, so its model "
                    + $"would see one arm. Use fewer {nameof(PropensityOptions.CrossFittingFolds)}, or more distinct features.");
        }
    }

    private void Log(OverlapReport overlap)
    {
        using IChannel channel = _host.Start("Training");
        channel.Info(
            MessageSensitivity.Schema,
            $"Propensity: {overlap.Rows} rows, treated {overlap.TreatedShare:P1}, AUC {overlap.Auc:F3}, effective sample size "
            + $"{overlap.Weights.TreatedEffectiveSampleSize:F0} treated, {overlap.Weights.ControlEffectiveSampleSize:F0} controls.");
        int clipped = overlap.Weights.ClippedLow + overlap.Weights.ClippedHigh;
        if (clipped > 0)
            channel.Warning(
                MessageSensitivity.Schema,
                $"Propensity: {clipped} of {overlap.Rows} rows lay outside [{overlap.Clip}, {1 - overlap.Clip}] and were clipped "
                + $"({overlap.Weights.ClippedLow} low, {overlap.Weights.ClippedHigh} high).");
    }
}
