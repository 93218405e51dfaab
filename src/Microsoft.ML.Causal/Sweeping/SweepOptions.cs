// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How a sweep is run, see <see cref="CausalCatalog.Sweep{TOptions, TTransformer}"/>.</summary>
/// <remarks>
/// What the table of trials holds, times apart, follows from space, base options, data, tuner, rounds, halving, split and seed. It does
/// not depend on how many trials run at once, on cores or memory, nor on whether the sweep was stopped and went on from its journal.
/// </remarks>
/// <typeparam name="TOptions">The options record that is searched.</typeparam>
public sealed record SweepOptions<TOptions> where TOptions : class
{
    /// <summary>Gets what trials are judged by.</summary>
    public required SweepObjective<TOptions> Objective { get; init; }

    /// <summary>Gets objectives that are reported beside it and that nothing is chosen by. Default none.</summary>
    public IReadOnlyList<SweepObjective<TOptions>> Also { get; init; } = [];

    /// <summary>Gets what proposes trials. Default <see cref="BayesianTuner"/>.</summary>
    public SweepTuner Tuner { get; init; } = new BayesianTuner();

    /// <summary>Gets whether the first trial is that of the base options themselves. Default true.</summary>
    public bool TryBase { get; init; } = true;

    /// <summary>Gets the successive halving of epochs; null (default) gives every trial all of them.</summary>
    public SweepHalving<TOptions>? Halving { get; init; }

    /// <summary>Gets the largest number of trials. Range [1, ∞). Default 40.</summary>
    public int Trials { get; init; } = 40;

    /// <summary>Gets the time after which no further trial begins; null (default) sets no limit. Time before a restart does not count.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// Gets the number of trials that are proposed together, from the results of earlier rounds. Range [1, ∞). Default 4. No more
    /// than so many run at once; a tuner learns less from larger rounds. With <see cref="Halving"/> a rung is a round.
    /// </summary>
    public int RoundSize { get; init; } = 4;

    /// <summary>Gets the number of folds, whose mean is the objective; 1 (default) holds out <see cref="ValidationFraction"/> of the rows once. Range [1, ∞).</summary>
    public int Folds { get; init; } = 1;

    /// <summary>Gets the share of rows that is held out where there is one fold. Range (0, 1). Default 0.2.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>
    /// Gets the name of the column whose rows stay together when rows are held out, such as the user; null (default) takes the user
    /// column of the base options, and where they have none, splits row by row.
    /// </summary>
    public string? SplitColumnName { get; init; }

    /// <summary>Gets the number of trials that run at once, <see cref="RoundSize"/> at most; null (default) means one per core.</summary>
    public int? ParallelTrials { get; init; }

    /// <summary>Gets the number of cores that trials share; null (default) means all. Each trial gets an equal number of threads.</summary>
    public int? Cores { get; init; }

    /// <summary>
    /// Gets the memory in megabytes that the process may hold before no further trial begins while others run; null (default) sets no
    /// limit. One trial always runs.
    /// </summary>
    public int? MemoryLimitMegabytes { get; init; }

    /// <summary>Gets the seed of proposals, split and trials, each of which gets its own; null (default) takes one from the context.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Gets the file that each trial is written to as it ends; null (default) writes none. Where it exists, the sweep goes on from it; a
    /// journal of another sweep is refused. One per set of data: it knows the data's columns and number of rows, not their values.
    /// </summary>
    public string? JournalPath { get; init; }

    /// <summary>Gets whether the best options are fitted again on all rows at the end. Default true.</summary>
    public bool Refit { get; init; } = true;

    internal SweepOptions<TOptions> Validated()
    {
        ArgumentNullException.ThrowIfNull(Objective);
        ArgumentNullException.ThrowIfNull(Also);
        ArgumentNullException.ThrowIfNull(Tuner);
        Tuner.Validate();
        Halving?.Validate();
        AtLeastOne(Trials, nameof(Trials));
        AtLeastOne(RoundSize, nameof(RoundSize));
        AtLeastOne(Folds, nameof(Folds));
        AtLeastOne(ParallelTrials ?? 1, nameof(ParallelTrials));
        AtLeastOne(Cores ?? 1, nameof(Cores));
        AtLeastOne(MemoryLimitMegabytes ?? 1, nameof(MemoryLimitMegabytes));
        Require(ValidationFraction is > 0 and < 1, nameof(ValidationFraction), ValidationFraction, "in (0, 1)");
        Require(TimeLimit is null || TimeLimit > TimeSpan.Zero, nameof(TimeLimit), TimeLimit ?? default, "greater than 0, or null");
        string? twice = Also.Append(Objective).GroupBy(objective => objective.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? this : throw new ArgumentException($"Two objectives of a sweep are called '{twice}'; each needs a name of its own.", nameof(Also));
    }

    private static void AtLeastOne(int value, string option) => Require(value >= 1, option, value, "at least 1");

    // Written as "is it good", so NaN, which fails every comparison, is rejected as well.
    private static void Require(bool good, string option, object actual, string expected)
    {
        if (!good)
            throw new ArgumentOutOfRangeException(option, actual, $"SweepOptions.{option} must be {expected}.");
    }
}
