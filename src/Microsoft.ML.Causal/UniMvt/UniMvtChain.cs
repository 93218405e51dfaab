// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The chain of ML.NET's transformers that a fitted UniMVT model is saved as.</summary>
internal static class UniMvtChain
{
    /// <summary>The fitted chain: the weights, the inputs under their fixed names, the score.</summary>
    public static ITransformer Fit(MLContext mlContext, UniMvtOptions options, UniMvtModel model, IDataView data)
    {
        EstimatorChain<ITransformer> chain = EmbeddedModel.Begin(mlContext, UniMvtArchive.Pack(model))
            .Append<ITransformer>(mlContext.Transforms.CustomMapping<NoColumns, UniMvtAbsentColumns>(
                UniMvtAbsentColumnsMapping.Map, UniMvtAbsentColumnsMapping.ContractName))
            .Append<ITransformer>(mlContext.Transforms.CopyColumns(UniMvtScoringInput.FeaturesName, options.FeatureColumnName));
        List<string> temporary =
        [
            ModelKeyColumn.Name, EmbeddedModel.ColumnName,
            UniMvtScoringInput.FeaturesName, UniMvtScoringInput.CategoriesName, UniMvtScoringInput.IntensityName,
        ];
        if (options.CategoricalColumnNames is { Count: > 0 })
            temporary.Add(UniMvtCategory.ColumnName);

        foreach (string name in options.CategoricalColumnNames)
        {
            chain = chain
                .Append<ITransformer>(mlContext.Transforms.Conversion.ConvertType(UniMvtCategory.ColumnName, name, DataKind.UInt32))
                .Append<ITransformer>(mlContext.Transforms.Concatenate(UniMvtCategory.ColumnName, UniMvtCategory.ColumnName))
                .Append<ITransformer>(mlContext.Transforms.CustomMapping<UniMvtCategory, UniMvtCategories>(
                    UniMvtCategoryAppend.Map, UniMvtCategoryAppend.ContractName));
        }

        if (options.ScoreAtOwnIntensity)
            chain = chain.Append<ITransformer>(mlContext.Transforms.CopyColumns(UniMvtScoringInput.IntensityName, options.IntensityColumnName));

        return chain
            .Append(Scoring(mlContext, options))
            .Append<ITransformer>(mlContext.Transforms.DropColumns([.. temporary]))
            .Fit(data);
    }

    /// <summary>The shape of the scored data, without fitting.</summary>
    public static SchemaShape Shape(MLContext mlContext, UniMvtOptions options, SchemaShape input) =>
        options.EnsembleSize > 1
            ? mlContext.Transforms.CustomMapping<NoColumns, UniMvtEnsembleScoringOutput>((_, _) => { }, null).GetOutputSchema(input)
            : mlContext.Transforms.CustomMapping<NoColumns, UniMvtScoringOutput>((_, _) => { }, null).GetOutputSchema(input);

    private static IEstimator<ITransformer> Scoring(MLContext mlContext, UniMvtOptions options) =>
        options.EnsembleSize > 1
            ? mlContext.Transforms.CustomMapping<UniMvtScoringInput, UniMvtEnsembleScoringOutput>(
                UniMvtEnsembleScoringMapping.Map, UniMvtEnsembleScoringMapping.ContractName)
            : mlContext.Transforms.CustomMapping<UniMvtScoringInput, UniMvtScoringOutput>(
                UniMvtScoringMapping.Map, UniMvtScoringMapping.ContractName);
}
