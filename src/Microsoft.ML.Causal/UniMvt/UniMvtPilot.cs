// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Decides the Auto options.</summary>
internal static class UniMvtPilot
{
    public static UniMvtChoice Choose(
        UniMvtOptions options, UniMvtTrainingData data, IntensitySupport support, UniMvtArm<float> controls, UniMvtArm<float> treated,
        int seed, ITrainingMonitor monitor, CancellationToken token) =>
        new(options with
        {
            InputEncoding = options.InputEncoding == InputEncoding.Auto ? InputEncoding.Periodic : options.InputEncoding,
            ResponseLink = options.ResponseLink == ResponseLink.Auto ? ResponseLink.Probability : options.ResponseLink,
        }, []);
}
