// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal;

/// <summary>Runs one trial: fits on each fold's rows, judges on those held out.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <typeparam name="TTransformer">What its estimator fits.</typeparam>
/// <param name="estimator">Makes the estimator of options.</param>
/// <param name="options">The base options.</param>
/// <param name="space">What is set in them.</param>
/// <param name="sweep">Objectives and halving.</param>
internal sealed class TrialEvaluator<TOptions, TTransformer>(
    Func<MLContext, TOptions, IEstimator<TTransformer>> estimator, TOptions options, SweepSpace<TOptions> space, SweepOptions<TOptions> sweep)
    where TOptions : class, ITrialOptions<TOptions>
    where TTransformer : class, ITransformer
{
    /// <summary>The options of a trial.</summary>
    public TOptions Options(IReadOnlyList<double> values, double share, int seed, int threads, CancellationToken cancellationToken)
    {
        TOptions set = space.Apply(options, values);
        if (share < 1)
            set = sweep.Halving!.Scale(set, share);
        return set.ForTrial(seed, threads, cancellationToken);
    }

    /// <summary>Fits.</summary>
    public TTransformer Fit(MLContext mlContext, TOptions trial, IDataView rows) => estimator(mlContext, trial).Fit(rows);

    /// <summary>Runs a trial; whatever goes wrong in it is its result.</summary>
    /// <exception cref="OperationCanceledException">The sweep was cancelled.</exception>
    public SweepTrial Run(TrialPlan plan, SweepSplit split, int threads, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var trial = new SweepTrial
        {
            Number = plan.Number, Configuration = plan.Configuration, Values = plan.Values, Share = plan.Share, Seed = plan.Seed, Seconds = 0,
            Status = TrialStatus.Failed,
        };
        try
        {
            TOptions set = Options(plan.Values, plan.Share, plan.Seed, threads, cancellationToken);
            trial = trial with { Epochs = sweep.Halving?.Count(set) };
            double[][] measured = [.. split.Folds.Select(fold => Measure(set, fold.Train, fold.Validation, plan.Seed, cancellationToken))];
            trial = trial with
            {
                Status = TrialStatus.Succeeded,
                Folds = [.. measured.Select(numbers => numbers[0])],
                Also = [.. sweep.Also.Select((_, at) => measured.Average(numbers => numbers[at + 1]))],
            };
        }
        // Options that do not work are what a sweep is there to find out: whatever the cause, the next trial may do better.
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            trial = trial with { Message = error.Message.ReplaceLineEndings(" ") };
        }

        return trial with { Seconds = watch.Elapsed.TotalSeconds };
    }

    private double[] Measure(TOptions set, IDataView train, IDataView validation, int seed, CancellationToken cancellationToken)
    {
        // A context of its own: what ML.NET's trainers draw from a shared one would depend on which trials run at the same time.
        var mlContext = new MLContext(seed);
        TTransformer model = Fit(mlContext, set, train);
        // A fit that is cancelled gives what it has, which is not what the trial is about.
        cancellationToken.ThrowIfCancellationRequested();
        IDataView scored = mlContext.Data.Cache(model.Transform(validation));
        double[] numbers = [sweep.Objective.Compute(set, scored), .. sweep.Also.Select(other => other.Compute(set, scored))];
        return double.IsFinite(numbers[0])
            ? numbers
            : throw new InvalidOperationException(FormattableString.Invariant($"The objective {sweep.Objective.Name} is {numbers[0]}."));
    }
}
