// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains UniMVT on plain arrays.</summary>
internal static class UniMvtTrainer
{
    /// <summary>Fits one model, or an ensemble side by side.</summary>
    /// <param name="options">Validated here.</param>
    /// <param name="data">Checked here.</param>
    /// <param name="seed">Seed of initialisation and shuffling; <see cref="UniMvtOptions.Seed"/> is not looked at.</param>
    /// <param name="monitor">Hears messages and progress.</param>
    /// <param name="token">Ends training early; the model trained so far is returned, or the exception thrown if no step was taken.</param>
    /// <returns>The model, with its diagnostics.</returns>
    public static UniMvtModel Fit(UniMvtOptions options, UniMvtTrainingData data, int seed, ITrainingMonitor monitor, CancellationToken token)
    {
        UniMvtTrainingDataChecks.Check(options.Validated(), data);
        throw new NotSupportedException("The managed engine is not part of this build.");
    }
}
