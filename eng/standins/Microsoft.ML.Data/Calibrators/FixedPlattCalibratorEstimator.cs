// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>A sigmoid of given slope and offset.</summary>
public sealed class FixedPlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    private readonly double _slope;
    private readonly double _offset;

    internal FixedPlattCalibratorEstimator(IHostEnvironment env, double slope, double offset, string score)
        : base(env.Register(nameof(FixedPlattCalibratorEstimator)), label: null, score, weight: null)
    {
        _slope = slope;
        _offset = offset;
    }

    private protected override CalibratorTransformer<PlattCalibrator> Train(IDataView input) =>
        new PlattCalibratorTransformer(Host, new(_slope, _offset), Score);
}
