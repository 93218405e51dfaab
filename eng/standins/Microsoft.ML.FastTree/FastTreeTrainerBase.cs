// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of the tree trainers.</summary>
public abstract class FastTreeTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBaseWithGroupId<TTransformer, TModel>
    where TOptions : TreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected FastTreeTrainerBase(IHostEnvironment env, string name, TOptions options, SchemaShape.Column label)
        : base(env.Register(name), options.FeatureColumnName, label, options.ExampleWeightColumnName)
    {
        FastTreeTrainerOptions = options;
        Host.CheckParam(options.NumberOfLeaves >= 2, nameof(options.NumberOfLeaves), "Must be at least 2.");
        Host.CheckParam(options.NumberOfTrees > 0, nameof(options.NumberOfTrees), "Must be positive.");
        Host.CheckParam(options.MinimumExampleCountPerLeaf > 0, nameof(options.MinimumExampleCountPerLeaf), "Must be positive.");
        Host.CheckParam(options.FeatureFraction is > 0 and <= 1, nameof(options.FeatureFraction), "Must be between 0 and 1.");
        Host.CheckParam(
            options.BaggingExampleFraction is > 0 and <= 1, nameof(options.BaggingExampleFraction), "Must be between 0 and 1.");
    }

    public override TrainerInfo Info { get; } = new(normalization: false, caching: false);

    private protected TOptions FastTreeTrainerOptions { get; }
}
