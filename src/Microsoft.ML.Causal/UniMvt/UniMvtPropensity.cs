// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Treatment propensities of UniMVT's training rows, by FastTree: for the overlap report and, where asked for, for weights.</summary>
internal static class UniMvtPropensity
{
    /// <summary>Each row gets its propensity from a model that did not see it; two folds keep that cheap.</summary>
    private const int Folds = 2;

    /// <summary>The overlap of at most <see cref="UniMvtOptions.OverlapRows"/> rows, spread evenly; null where it is left out.</summary>
    /// <remarks>Numeric features only. Never stops a fit: where propensities cannot be learned, a warning says why.</remarks>
    public static OverlapReport? Overlap(
        MLContext mlContext, UniMvtOptions options, UniMvtTrainingData data, IReadOnlyList<float> tiers, ITrainingMonitor monitor)
    {
        if (options.OverlapRows == 0 || data.FeatureCount == 0)
            return null;
        int count = Math.Min(options.OverlapRows, data.Rows);
        var rows = new int[count];
        for (int i = 0; i < count; i++)
            rows[i] = (int)((long)i * data.Rows / count);
        UniMvtTrainingData sample = data.Take(rows);

        try
        {
            float[] centres = [.. tiers];
            int[] tier = [.. sample.Intensity.Select(t => t > 0 ? IntensityTiers.Nearest(centres, t) : 0)];
            return OverlapReport.Compute(
                Propensities(mlContext, options, sample), sample.Treated, PropensityWeighting.Stabilised, options.PropensityClip,
                tier, centres.Length, sample.Features);
        }
        catch (InvalidOperationException reason)
        {
            monitor.Warning($"There is no overlap report: {reason.Message}");
            return null;
        }
    }

    /// <summary>The data with its weights multiplied by <see cref="UniMvtOptions.PropensityWeighting"/>; the data itself without.</summary>
    /// <exception cref="InvalidOperationException">Propensities cannot be learned; the message says why.</exception>
    public static UniMvtTrainingData Weigh(MLContext mlContext, UniMvtOptions options, UniMvtTrainingData data, ITrainingMonitor monitor)
    {
        if (options.PropensityWeighting == PropensityWeighting.None)
            return data;
        PropensityWeights weights = PropensityWeights.Compute(
            Propensities(mlContext, options, data), data.Treated, options.PropensityWeighting, options.PropensityClip, selfNormalise: true);
        monitor.Message(
            $"Rows are weighted by propensity ({options.PropensityWeighting}): effective sample size {weights.TreatedEffectiveSampleSize:F0} "
            + $"treated and {weights.ControlEffectiveSampleSize:F0} untreated of {data.Rows} rows, largest weight {weights.Largest:F2}, "
            + $"{weights.ClippedLow + weights.ClippedHigh} propensities clipped.");
        float[] product = [.. weights.Values];
        if (data.Weight is { } own)
        {
            for (int i = 0; i < product.Length; i++)
                product[i] *= own[i];
        }

        return new UniMvtTrainingData(
            data.Features, data.FeatureCount, data.Treated, data.Intensity, data.Label, product, data.Categories, data.Cardinalities);
    }

    private static float[] Propensities(MLContext mlContext, UniMvtOptions options, UniMvtTrainingData data)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, data.FeatureCount);
        IDataView rows = mlContext.Data.LoadFromEnumerable(Rows(data), schema);
        PropensityTransformer model = mlContext.Causal().Propensity(new PropensityOptions
        {
            FeatureColumnName = nameof(Row.Features), TreatmentColumnName = nameof(Row.Treatment), Weighting = PropensityWeighting.None,
            CrossFittingFolds = Folds, Clip = options.PropensityClip,
        }).Fit(rows);

        IDataView scored = model.Transform(rows);
        DataViewSchema.Column column = scored.Schema[new PropensityOptions().PropensityColumnName];
        var propensities = new float[data.Rows];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<float> getter = cursor.GetGetter<float>(column);
        for (int i = 0; cursor.MoveNext(); i++)
            getter(ref propensities[i]);
        return propensities;
    }

    private static IEnumerable<Row> Rows(UniMvtTrainingData data)
    {
        for (int i = 0; i < data.Rows; i++)
        {
            yield return new Row
            {
                Features = data.Features.AsSpan(i * data.FeatureCount, data.FeatureCount).ToArray(),
                Treatment = data.Treated[i],
            };
        }
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Treatment { get; set; }
    }
}
