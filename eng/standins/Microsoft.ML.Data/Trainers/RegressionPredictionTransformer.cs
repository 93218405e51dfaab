// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Scores rows with a regression model.</summary>
public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal RegressionPredictionTransformer(IHostEnvironment env, TModel model, DataViewType featureType, string featureColumn)
        : base(env.Register(nameof(RegressionPredictionTransformer<TModel>)), model, featureType, featureColumn)
    {
    }

    private RegressionPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env.Register(nameof(RegressionPredictionTransformer<TModel>)), ctx)
    {
    }

    internal static RegressionPredictionTransformer<TModel> Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx);

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema, DataViewSchema.Column features) =>
        new RegressionScoreMapper(inputSchema, features, (IScoreModel)Model);
}
