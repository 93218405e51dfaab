// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.AutoML;

namespace Microsoft.ML.Causal;

/// <summary>Hands an estimator of this library and its space to AutoML.</summary>
public static class AutoMLExperimentExtensions
{
    private const string Key = "Microsoft.ML.Causal";

    /// <summary>Gives the experiment a space to search and a runner of its trials; tuner, limits and monitor are set as for any other.</summary>
    /// <remarks>
    /// AutoML runs one trial at a time on one split and keeps no journal; for folds by user, halving of epochs, restarts and importance, see
    /// <see cref="CausalCatalog.Sweep{TOptions, TTransformer}"/>.
    /// </remarks>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <typeparam name="TTransformer">What the estimator fits.</typeparam>
    /// <param name="experiment">The experiment.</param>
    /// <param name="estimator">The estimator, or a pipeline with it, of a trial's options, made from the trial's own context.</param>
    /// <param name="options">Base options, where the tuner begins.</param>
    /// <param name="space">What is searched.</param>
    /// <param name="objective">What trials are judged by.</param>
    /// <param name="train">Rows to learn from.</param>
    /// <param name="validation">Rows to judge by, of other users.</param>
    /// <param name="seed">Seed of the trials. Default 0.</param>
    /// <returns>The experiment.</returns>
    public static AutoMLExperiment SetCausalTrials<TOptions, TTransformer>(
        this AutoMLExperiment experiment, Func<MLContext, TOptions, IEstimator<TTransformer>> estimator, TOptions options, SweepSpace<TOptions> space,
        SweepObjective<TOptions> objective, IDataView train, IDataView validation, int seed = 0)
        where TOptions : class, ITrialOptions<TOptions>
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var runner = new CausalTrialRunner<TOptions, TTransformer>(estimator, options, space, objective, train, validation, Key, seed);
        return experiment.AddSearchSpace(Key, space.ToSearchSpace(options)).SetTrialRunner(runner);
    }

    /// <summary>The options of a trial, such as the best.</summary>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <param name="result">The trial, of an experiment with <see cref="SetCausalTrials"/>.</param>
    /// <param name="space">What was searched.</param>
    /// <param name="options">The base options.</param>
    public static TOptions Options<TOptions>(this TrialResult result, SweepSpace<TOptions> space, TOptions options) where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(result);
        return space.ToOptions(options, result.TrialSettings.Parameter[Key]);
    }
}
