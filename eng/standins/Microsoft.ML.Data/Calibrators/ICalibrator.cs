// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Calibrators;

/// <summary>Turns a score into a probability.</summary>
public interface ICalibrator
{
    float PredictProbability(float output);
}
