// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the probability of a Platt calibrator.</summary>
public sealed class PlattCalibratorTransformer : CalibratorTransformer<PlattCalibrator>
{
    internal PlattCalibratorTransformer(IHostEnvironment env, PlattCalibrator calibrator, string scoreColumn)
        : base(env.Register(nameof(PlattCalibratorTransformer)), calibrator, scoreColumn)
    {
    }

    private PlattCalibratorTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env.Register(nameof(PlattCalibratorTransformer)), ctx)
    {
    }

    internal static PlattCalibratorTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx);
}
