// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal;

/// <summary>A search for good options of an estimator, in the manner of AutoML's experiments.</summary>
/// <remarks>Made by <see cref="CausalCatalog.Sweep{TOptions, TTransformer}"/>.</remarks>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <typeparam name="TTransformer">What the estimator fits.</typeparam>
public sealed class CausalSweep<TOptions, TTransformer>
    where TOptions : class, ITrialOptions<TOptions>
    where TTransformer : class, ITransformer
{
    private readonly MLContext _mlContext;
    private readonly TOptions _options;
    private readonly SweepSpace<TOptions> _space;
    private readonly SweepOptions<TOptions> _sweep;
    private readonly TrialEvaluator<TOptions, TTransformer> _evaluator;
    private readonly IHost _host;
    private readonly int _seed;

    internal CausalSweep(
        MLContext mlContext, Func<MLContext, TOptions, IEstimator<TTransformer>> estimator, TOptions options, SweepSpace<TOptions> space, SweepOptions<TOptions> sweep)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(sweep);
        if (space.Dimensions.Count == 0)
            throw new ArgumentException("The space is empty. Add the options to search, such as space.Uniform(o => o.LearningRate, 0.001, 0.01).", nameof(space));
        _mlContext = mlContext;
        _options = options;
        _space = space;
        _sweep = sweep.Validated();
        _evaluator = new(estimator, options, space, _sweep);
        _host = ((IHostEnvironment)mlContext).Register("Sweep");
        _seed = sweep.Seed ?? _host.Rand.Next();
    }

    /// <summary>Runs the sweep on rows that it splits itself, as <see cref="SweepOptions{TOptions}.Folds"/> says.</summary>
    /// <param name="data">The rows; kept in memory.</param>
    /// <param name="progress">Told of every trial that ends, also by the context's log.</param>
    /// <param name="cancellationToken">Ends the sweep; what was found so far is returned.</param>
    /// <returns>Best options, best model, all trials.</returns>
    /// <exception cref="ArgumentException">The split column is missing.</exception>
    /// <exception cref="InvalidDataException">The journal is that of another sweep, or damaged.</exception>
    public SweepResult<TOptions, TTransformer> Execute(IDataView data, IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        string? column = _sweep.SplitColumnName ?? _options.GroupColumnName;
        return Execute(SweepSplit.Of(_mlContext, data, _sweep.Folds, _sweep.ValidationFraction, column, _seed), progress, cancellationToken);
    }

    /// <summary>Runs the sweep on rows that are split already; the best options are then fitted again on <paramref name="train"/> alone.</summary>
    /// <param name="train">The rows that trials learn from.</param>
    /// <param name="validation">The rows that judge them, of other users.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <returns>As above.</returns>
    /// <exception cref="InvalidDataException">The journal is that of another sweep, or damaged.</exception>
    public SweepResult<TOptions, TTransformer> Execute(
        IDataView train, IDataView validation, IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        return Execute(SweepSplit.Of(_mlContext, train, validation), progress, cancellationToken);
    }

    private SweepResult<TOptions, TTransformer> Execute(SweepSplit split, IProgress<SweepProgress>? progress, CancellationToken cancellationToken)
    {
        JournalHeader header = JournalHeader.Of(_options, _space, _sweep, split.Shape, _seed);
        using SweepJournal? journal = _sweep.JournalPath is { } path ? SweepJournal.Open(path, header, _space.Dimensions) : null;
        using IChannel channel = _host.Start("Sweep");
        var run = new SweepRun(
            _sweep.Trials, _sweep.Objective.Name, Loss, (plan, threads) => _evaluator.Run(plan, split, threads, cancellationToken), journal, report =>
            {
                channel.Info(MessageSensitivity.Schema, report.ToString());
                progress?.Report(report);
            });
        var rounds = new SweepRounds(_space.Dimensions, _sweep.Tuner, Loss, _seed, _sweep.TryBase ? _space.Read(_options) : null);
        SweepEnd end = run.Execute(
            results => _sweep.Halving is { } halving
                ? rounds.Halving(results, halving.Factor, halving.SmallestShare, halving.Brackets)
                : rounds.Even(results, _sweep.RoundSize),
            TrialThreads.Of(_sweep.Cores, _sweep.ParallelTrials, _sweep.RoundSize, _sweep.Halving is not null),
            new TrialGate(_sweep.MemoryLimitMegabytes * (1L << 20), () => Environment.WorkingSet), _sweep.TimeLimit, cancellationToken);

        TTransformer? model = run.Best is { } best && _sweep.Refit && end != SweepEnd.Cancelled ? Refit(best, split.All, cancellationToken) : null;
        if (cancellationToken.IsCancellationRequested)
            end = SweepEnd.Cancelled;
        return new(_options, _space, _sweep, header, run.Results, run.Best, model, end);
    }

    /// <summary>The model of the best trial's options on all rows; null where it was cancelled.</summary>
    private TTransformer? Refit(SweepTrial best, IDataView rows, CancellationToken cancellationToken)
    {
        try
        {
            TOptions options = _evaluator.Options(best.Values, share: 1, best.Seed, _sweep.Cores ?? Environment.ProcessorCount, cancellationToken);
            TTransformer model = _evaluator.Fit(_mlContext, options, rows);
            return cancellationToken.IsCancellationRequested ? null : model;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private double Loss(SweepTrial trial) => _sweep.Objective.Loss(trial.Objective);
}
