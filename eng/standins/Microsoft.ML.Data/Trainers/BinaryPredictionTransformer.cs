// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Calibrators;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Scores rows with a binary classifier.</summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal BinaryPredictionTransformer(IHostEnvironment env, TModel model, DataViewType featureType, string featureColumn)
        : base(env.Register(nameof(BinaryPredictionTransformer<TModel>)), model, featureType, featureColumn)
    {
    }

    private BinaryPredictionTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env.Register(nameof(BinaryPredictionTransformer<TModel>)), ctx)
    {
    }

    internal static BinaryPredictionTransformer<TModel> Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx);

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema, DataViewSchema.Column features) =>
        Model is CalibratedModelParametersBase calibrated
            ? new BinaryScoreMapper(inputSchema, features, (IScoreModel)calibrated.SubModel, calibrated.Calibrator)
            : new BinaryScoreMapper(inputSchema, features, (IScoreModel)Model, calibrator: null);
}
