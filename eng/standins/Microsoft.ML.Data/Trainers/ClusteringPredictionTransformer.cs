// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Assigns rows to clusters.</summary>
public sealed class ClusteringPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal ClusteringPredictionTransformer(IHostEnvironment env, TModel model, DataViewType featureType, string featureColumn)
        : base(env.Register(nameof(ClusteringPredictionTransformer<TModel>)), model, featureType, featureColumn)
    {
    }

    private ClusteringPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env.Register(nameof(ClusteringPredictionTransformer<TModel>)), ctx)
    {
    }

    internal static ClusteringPredictionTransformer<TModel> Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx);

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema, DataViewSchema.Column features) =>
        new ClusteringScoreMapper(inputSchema, features, (IVectorScoreModel)Model);
}
