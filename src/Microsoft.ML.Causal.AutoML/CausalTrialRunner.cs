// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using Microsoft.ML.AutoML;

namespace Microsoft.ML.Causal;

/// <summary>Runs AutoML's trials of an estimator of this library: fits on some rows, judges on others.</summary>
/// <remarks>
/// Each trial has a seed of its own, which follows from the runner's seed and the trial's number. <c>Metric</c> is the objective,
/// <c>Loss</c> its negative where higher is better.
/// </remarks>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <typeparam name="TTransformer">What the estimator fits.</typeparam>
public sealed class CausalTrialRunner<TOptions, TTransformer> : ITrialRunner
    where TOptions : class, ITrialOptions<TOptions>
    where TTransformer : class, ITransformer
{
    private readonly Func<MLContext, TOptions, IEstimator<TTransformer>> _estimator;
    private readonly TOptions _options;
    private readonly SweepSpace<TOptions> _space;
    private readonly SweepObjective<TOptions> _objective;
    private readonly IDataView _train, _validation;
    private readonly string _key;
    private readonly int _seed;

    /// <param name="estimator">The estimator, or a pipeline with it, of a trial's options, made from the trial's own context.</param>
    /// <param name="options">Base options.</param>
    /// <param name="space">What is searched.</param>
    /// <param name="objective">What trials are judged by.</param>
    /// <param name="train">Rows to learn from; <c>Data.Cache</c> them if they are read from files.</param>
    /// <param name="validation">Rows to judge by, of other users.</param>
    /// <param name="key">Key under which the space was added to the experiment.</param>
    /// <param name="seed">Seed of the trials.</param>
    public CausalTrialRunner(
        Func<MLContext, TOptions, IEstimator<TTransformer>> estimator, TOptions options, SweepSpace<TOptions> space, SweepObjective<TOptions> objective,
        IDataView train, IDataView validation, string key, int seed)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(key);
        (_estimator, _options, _space, _objective) = (estimator, options, space, objective);
        (_train, _validation, _key, _seed) = (train, validation, key, seed);
    }

    /// <summary>Runs a trial.</summary>
    /// <param name="settings">AutoML's settings, whose parameter holds a value of the space.</param>
    /// <param name="ct">Ends it early, without a result.</param>
    /// <exception cref="InvalidOperationException">The objective is not a number.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Task.Run(() => Run(settings, ct), ct);
    }

    /// <summary>Does nothing: a runner holds no more than its data.</summary>
    public void Dispose()
    {
    }

    private TrialResult Run(TrialSettings settings, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        int seed = new RandomStream(_seed, $"trial/{settings.TrialId}").NextInteger(int.MaxValue);
        TOptions options = _space.ToOptions(_options, settings.Parameter[_key]).ForTrial(seed, Environment.ProcessorCount, ct);
        var mlContext = new MLContext(seed);
        TTransformer model = _estimator(mlContext, options).Fit(_train);
        // A fit that is cancelled gives what it has, which is not what the trial is about.
        ct.ThrowIfCancellationRequested();
        double metric = _objective.Compute(options, mlContext.Data.Cache(model.Transform(_validation)));
        if (!double.IsFinite(metric))
            throw new InvalidOperationException(FormattableString.Invariant($"The objective {_objective.Name} is {metric}."));
        return new TrialResult
        {
            TrialSettings = settings,
            Model = model,
            Metric = metric,
            Loss = _objective.HigherIsBetter ? -metric : metric,
            DurationInMilliseconds = watch.Elapsed.TotalMilliseconds,
        };
    }
}
