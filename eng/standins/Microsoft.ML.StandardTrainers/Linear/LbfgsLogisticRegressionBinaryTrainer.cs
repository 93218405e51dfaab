// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

using TransformerType = BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>;
using ModelType = CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>;

/// <summary>Logistic regression.</summary>
public sealed class LbfgsLogisticRegressionBinaryTrainer
    : LbfgsTrainerBase<LbfgsLogisticRegressionBinaryTrainer.Options, TransformerType, ModelType>
{
    internal LbfgsLogisticRegressionBinaryTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(LbfgsLogisticRegressionBinaryTrainer), options, LabelOf(options.LabelColumnName, BooleanDataViewType.Instance))
    {
    }

    private protected override IEnumerable<SchemaShape.Column> OutputColumns() =>
        ScoreColumns.Shapes(ScoreColumns.OfBinary(calibrated: true, setId: 1));

    private protected override ModelType Train(TrainingRows rows)
    {
        Host.Check(rows.Features.Count > 0, "No valid training instances found, all instances have missing features.");
        var loss = new LogisticLoss(
            rows.Features, [.. rows.Labels], [.. rows.Weights], rows.Features[0].Length, LbfgsOptions.L2Regularization);
        (float bias, float[] weights) = Minimize(loss, rows.Weights);
        return new CalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(
            new(Host, weights, bias), new(slope: -1, offset: 0));
    }

    private protected override TransformerType MakeTransformer(ModelType model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>What logistic regression depends on.</summary>
    public sealed class Options : OptionsBase
    {
    }
}
