// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>The calibrated model that trainers make; it saves both of its parts.</summary>
internal sealed class CalibratedModelParameters<TSubModel, TCalibrator>(TSubModel subModel, TCalibrator calibrator)
    : CalibratedModelParametersBase<TSubModel, TCalibrator>(subModel, calibrator), ICanSaveModel
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    public void Save(ModelSaveContext ctx)
    {
        ctx.SetLoader(GetType());
        ctx.SaveModel((ICanSaveModel)SubModel, "Predictor");
        ctx.SaveModel((ICanSaveModel)Calibrator, "Calibrator");
    }

    internal static CalibratedModelParameters<TSubModel, TCalibrator> Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(ctx.LoadModel<TSubModel>(env, "Predictor"), ctx.LoadModel<TCalibrator>(env, "Calibrator"));
}
