// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What a sweep has found.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <typeparam name="TTransformer">What the estimator fits.</typeparam>
public sealed class SweepResult<TOptions, TTransformer>
    where TOptions : class, ITrialOptions<TOptions>
    where TTransformer : class, ITransformer
{
    private readonly TOptions _options;
    private readonly SweepSpace<TOptions> _space;
    private readonly SweepOptions<TOptions> _sweep;
    private readonly JournalHeader _header;
    private readonly Lazy<(IReadOnlyList<SweepImportance> Shares, double Explained)> _importance;

    internal SweepResult(
        TOptions options, SweepSpace<TOptions> space, SweepOptions<TOptions> sweep, JournalHeader header, IReadOnlyList<SweepTrial> trials, SweepTrial? best,
        TTransformer? model, SweepEnd end)
    {
        (_options, _space, _sweep, _header) = (options, space, sweep, header);
        (Trials, Best, BestModel, End) = (trials, best, model, end);
        BestOptions = best is null ? null : space.Apply(options, best.Values);
        _importance = new(() => ImportanceAnalysis.Of(space.Dimensions, trials, trial => sweep.Objective.Loss(trial.Objective)));
    }

    /// <summary>Gets the trials, by number.</summary>
    public IReadOnlyList<SweepTrial> Trials { get; }

    /// <summary>Gets the dimensions of the space, in the order of <see cref="SweepTrial.Values"/>.</summary>
    public IReadOnlyList<SweepDimension> Dimensions => _space.Dimensions;

    /// <summary>Gets the best trial, among those of the largest share of epochs; null where none has succeeded.</summary>
    public SweepTrial? Best { get; }

    /// <summary>Gets the base options with the values of the best trial; null where none has succeeded.</summary>
    public TOptions? BestOptions { get; }

    /// <summary>Gets the model of the best options and the best trial's seed on all rows; null without refit, where no trial has succeeded, and after cancellation.</summary>
    public TTransformer? BestModel { get; }

    /// <summary>Gets why the sweep ended.</summary>
    public SweepEnd End { get; }

    /// <summary>Gets how much each dimension matters to the objective, over the whole space; empty with fewer than two successful trials per dimension and two more.</summary>
    /// <remarks>
    /// Sobol indices of a Gaussian process of the trials. They are worth what <see cref="ExplainedShare"/> says, and they speak of the space
    /// that was searched: widen a dimension, and its share grows.
    /// </remarks>
    public IReadOnlyList<SweepImportance> Importance => _importance.Value.Shares;

    /// <summary>Gets R² of the process behind <see cref="Importance"/> when each trial is left out in turn; near 0 or below, the importance says nothing. NaN without it.</summary>
    public double ExplainedShare => _importance.Value.Explained;

    /// <summary>The trials as a table.</summary>
    /// <returns>
    /// Trial, Configuration, one column per dimension (<see cref="double"/>, NaN where not active; text for choices), Objective, StandardDeviation,
    /// one column per further objective, Share, Epochs (NaN without halving), Seconds, Seed, Status, Message.
    /// </returns>
    public IDataView ToDataView() => new MemoryTable(Trials.Count,
    [
        MemoryColumn.Of("Trial", Trials.Select(trial => trial.Number)),
        MemoryColumn.Of("Configuration", Trials.Select(trial => trial.Configuration)),
        .. Dimensions.Select((dimension, d) => dimension.Scale == SweepScale.Choice
            ? MemoryColumn.Of(dimension.Name, Trials.Select(trial => dimension.Format(trial.Values[d])))
            : MemoryColumn.Of(dimension.Name, Trials.Select(trial => trial.Values[d]))),
        MemoryColumn.Of("Objective", Trials.Select(trial => trial.Objective)),
        MemoryColumn.Of("StandardDeviation", Trials.Select(trial => trial.StandardDeviation)),
        .. _sweep.Also.Select((other, at) => MemoryColumn.Of(other.Name, Trials.Select(trial => trial.Also.Count > at ? trial.Also[at] : double.NaN))),
        MemoryColumn.Of("Share", Trials.Select(trial => trial.Share)),
        MemoryColumn.Of("Epochs", Trials.Select(trial => trial.Epochs ?? double.NaN)),
        MemoryColumn.Of("Seconds", Trials.Select(trial => trial.Seconds)),
        MemoryColumn.Of("Seed", Trials.Select(trial => trial.Seed)),
        MemoryColumn.Of("Status", Trials.Select(trial => trial.Status.ToString())),
        MemoryColumn.Of("Message", Trials.Select(trial => trial.Message)),
    ]);

    /// <summary>A summary to read: the best, importance, the objective against each dimension, and what the objectives do not say.</summary>
    public string ToMarkdown() => new SweepMarkdown<TOptions, TTransformer>(this, _options, _space, _sweep, _header).Write();
}
