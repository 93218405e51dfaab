// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Calibrators;

/// <summary>A model together with the calibrator of its scores.</summary>
public abstract class CalibratedModelParametersBase
{
    private protected CalibratedModelParametersBase(object subModel, ICalibrator calibrator)
    {
        SubModel = subModel;
        Calibrator = calibrator;
    }

    public object SubModel { get; }

    public ICalibrator Calibrator { get; }
}
