// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of the trainers that boost trees.</summary>
public abstract class BoostingFastTreeTrainerBase<TOptions, TTransformer, TModel> : FastTreeTrainerBase<TOptions, TTransformer, TModel>
    where TOptions : BoostedTreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected BoostingFastTreeTrainerBase(IHostEnvironment env, string name, TOptions options, SchemaShape.Column label)
        : base(env, name, options, label) =>
        Host.CheckParam(options.LearningRate >= 0, nameof(options.LearningRate), "Must be non-negative.");

    /// <param name="rows">The rows to learn from.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="mostOutput">Bound on what a leaf may add to a score.</param>
    private protected List<TreeNodes> Boost(TrainingRows rows, IBoostingObjective objective, double mostOutput)
    {
        Host.Check(rows.Features.Count > 0, "All instances skipped due to missing features.");
        TOptions options = FastTreeTrainerOptions;
        var settings = new BoostingSettings
        {
            Trees = options.NumberOfTrees,
            MostLeaves = options.NumberOfLeaves,
            LeastRowsPerLeaf = options.MinimumExampleCountPerLeaf,
            MostBins = options.MaximumBinCountPerFeature,
            LearningRate = options.LearningRate * options.Shrinkage,
            MostOutput = mostOutput,
            FeatureFraction = options.FeatureFraction,
            FeatureFractionPerSplit = options.FeatureFractionPerSplit,
            FeatureSeed = options.FeatureSelectionSeed,
            BaggingSize = options.BaggingSize,
            BaggingFraction = options.BaggingExampleFraction,
            BaggingSeed = options.Seed,
        };
        return new GradientBooster(settings, objective).Train(Transpose(rows.Features), [.. rows.Labels], [.. rows.Weights]);
    }

    private static float[][] Transpose(List<float[]> rows)
    {
        var columns = new float[rows[0].Length][];
        for (int f = 0; f < columns.Length; f++)
        {
            columns[f] = new float[rows.Count];
            for (int row = 0; row < rows.Count; row++)
                columns[f][row] = rows[row][f];
        }

        return columns;
    }
}
