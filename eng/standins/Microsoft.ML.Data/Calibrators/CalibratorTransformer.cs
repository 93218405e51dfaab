// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the probability that belongs to a score.</summary>
public abstract class CalibratorTransformer<TICalibrator> : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<TICalibrator>
    where TICalibrator : class, ICalibrator
{
    private readonly TICalibrator _calibrator;
    private readonly string _scoreColumn;

    private protected CalibratorTransformer(IHost host, TICalibrator calibrator, string scoreColumn)
        : base(host)
    {
        _calibrator = calibrator;
        _scoreColumn = scoreColumn;
    }

    private protected CalibratorTransformer(IHost host, ModelLoadContext ctx)
        : this(host, ctx.LoadModel<TICalibrator>(host, "Calibrator"), ctx.Reader.ReadString())
    {
    }

    TICalibrator IPredictionTransformer<TICalibrator>.Model => _calibrator;

    string ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnName => _scoreColumn;

    DataViewType ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnType => NumberDataViewType.Single;

    private protected sealed override RowMapper MakeRowMapper(DataViewSchema schema) => new CalibratorMapper(schema, schema[_scoreColumn], _calibrator);

    private protected sealed override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(GetType());
        ctx.Writer.Write(_scoreColumn);
        ctx.SaveModel((ICanSaveModel)_calibrator, "Calibrator");
    }
}
