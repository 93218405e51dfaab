// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Trains the folds' models and puts them into the chain of ML.NET's transformers that a propensity model is saved as.</summary>
internal static class PropensityChain
{
    private const string FoldColumn = "__Propensity.Fold";

    /// <summary>The models of the folds, each followed by what moves its probability aside and drops its other columns.</summary>
    public static ITransformer FitFolds(MLContext mlContext, PropensityOptions options, IDataView data)
    {
        int folds = options.CrossFittingFolds;
        string[] names = [.. Enumerable.Range(0, folds).Select(fold => $"__Propensity.{fold}")];
        TransformerChain<ITransformer> chain = new();
        for (int fold = 0; fold < folds; fold++)
        {
            IDataView others = folds == 1 ? data : Without(mlContext, options, data, fold);
            chain = chain.Append(FitOne(mlContext, options, others, names[fold]));
        }

        IDataView scored = chain.Transform(data);
        ITransformer concatenate = mlContext.Transforms.Concatenate(PropensityMappingInput.FoldsName, names).Fit(scored);
        ITransformer drop = mlContext.Transforms.DropColumns(names).Fit(concatenate.Transform(scored));
        return chain.Append(concatenate).Append(drop);
    }

    /// <summary>The whole chain: settings, the folds' models, the mapping, the outputs under the user's names.</summary>
    public static ITransformer Assemble(
        MLContext mlContext, PropensityOptions options, PropensitySettings settings, ITransformer folds, IDataView data)
    {
        ITransformer begin = EmbeddedModel.Begin(mlContext, settings.Pack()).Fit(data);
        bool weighs = settings.Weighting != PropensityWeighting.None;
        EstimatorChain<ITransformer> end = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(mlContext.Transforms.CopyColumns(PropensityMappingInput.FeaturesName, options.FeatureColumnName));
        List<string> temporary =
        [
            ModelKeyColumn.Name, EmbeddedModel.ColumnName, PropensityMappingInput.FeaturesName, PropensityMappingInput.FoldsName,
            PropensityMappingOutput.PropensityName,
        ];
        if (weighs)
        {
            end = end
                .Append<ITransformer>(mlContext.Transforms.CopyColumns(PropensityMappingInput.TreatmentName, options.TreatmentColumnName))
                .Append<ITransformer>(mlContext.Transforms.CustomMapping<PropensityWeightMappingInput, PropensityWeightMappingOutput>(
                    PropensityWeightMapping.Map, PropensityWeightMapping.ContractName))
                .Append<ITransformer>(mlContext.Transforms.CopyColumns(options.WeightColumnName, PropensityMappingOutput.WeightName));
            temporary.AddRange([PropensityMappingInput.TreatmentName, PropensityMappingOutput.WeightName]);
        }
        else
        {
            end = end.Append<ITransformer>(mlContext.Transforms.CustomMapping<PropensityMappingInput, PropensityMappingOutput>(
                PropensityMapping.Map, PropensityMapping.ContractName));
        }

        end = end
            .Append<ITransformer>(mlContext.Transforms.CopyColumns(options.PropensityColumnName, PropensityMappingOutput.PropensityName))
            .Append<ITransformer>(mlContext.Transforms.DropColumns([.. temporary]));

        // The two parts that begin a model must stand first and unnested: that is how it is found again in a loaded file.
        List<ITransformer> parts = [.. (IEnumerable<ITransformer>)begin, folds];
        parts.Add(end.Fit(folds.Transform(begin.Transform(data))));
        return new TransformerChain<ITransformer>([.. parts]);
    }

    private static ITransformer FitOne(MLContext mlContext, PropensityOptions options, IDataView data, string name)
    {
        IEstimator<ITransformer> trainer = options.Trainer ?? mlContext.BinaryClassification.Trainers.FastTree(
            options.TreatmentColumnName, options.FeatureColumnName, numberOfLeaves: 8, numberOfTrees: 100,
            minimumExampleCountPerLeaf: 50, learningRate: 0.1);
        ITransformer model = trainer.Fit(data);
        IDataView scored = model.Transform(data);
        CheckNothingIsHidden(data.Schema, scored.Schema);
        if (scored.Schema.GetColumnOrNull("Probability") is null)
        {
            if (scored.Schema.GetColumnOrNull("Score") is not { } score || !score.Type.Equals(NumberDataViewType.Single))
                throw new InvalidOperationException(
                    "The propensity trainer must give a column 'Probability' or 'Score' of type Single; its output has neither. "
                    + "Use a binary classification trainer.");
            ITransformer platt = mlContext.BinaryClassification.Calibrators.Platt(options.TreatmentColumnName).Fit(scored);
            model = new TransformerChain<ITransformer>(model, platt);
            scored = platt.Transform(scored);
        }

        HashSet<string> before = [.. data.Schema.Select(column => column.Name)];
        string[] added = [.. scored.Schema.Select(column => column.Name).Where(column => !before.Contains(column)).Distinct()];
        ITransformer copy = mlContext.Transforms.CopyColumns(name, "Probability").Fit(scored);
        ITransformer drop = mlContext.Transforms.DropColumns(added).Fit(copy.Transform(scored));
        return new TransformerChain<ITransformer>(model, copy, drop);
    }

    /// <summary>The trainer's columns are dropped in the end; one that hid a column of the data would take it along.</summary>
    private static void CheckNothingIsHidden(DataViewSchema before, DataViewSchema after)
    {
        foreach (DataViewSchema.Column column in after)
        {
            if (column.IsHidden && column.Index < before.Count && !before[column.Index].IsHidden)
                throw new ArgumentException(
                    $"The data has a column '{column.Name}', which the propensity trainer's own would replace. Rename or drop it first.",
                    nameof(before));
        }
    }

    /// <summary>The rows outside <paramref name="fold"/>.</summary>
    private static IDataView Without(MLContext mlContext, PropensityOptions options, IDataView data, int fold)
    {
        int folds = options.CrossFittingFolds;
        IDataView copied = mlContext.Transforms.CopyColumns(PropensityMappingInput.FeaturesName, options.FeatureColumnName)
            .Fit(data).Transform(data);
        // Only fitted with, never saved: it needs no contract.
        IDataView marked = mlContext.Transforms.CustomMapping<FoldInput, FoldOutput>(
            (row, output) => output.Kept = PropensityFold.Of(row.Features, folds) == fold ? 0 : 1, null).Fit(copied).Transform(copied);
        IDataView kept = mlContext.Data.FilterRowsByColumn(marked, FoldColumn, lowerBound: 0.5);
        return mlContext.Transforms.DropColumns(FoldColumn, PropensityMappingInput.FeaturesName).Fit(kept).Transform(kept);
    }

    private sealed class FoldInput
    {
        [ColumnName(PropensityMappingInput.FeaturesName)]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class FoldOutput
    {
        [ColumnName(FoldColumn)]
        public float Kept { get; set; }
    }
}
