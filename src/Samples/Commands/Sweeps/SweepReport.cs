// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the sweep sample found; the property names are those of the JSON file.</summary>
internal sealed record SweepReport
{
    public required string Title { get; init; }

    public required string Objective { get; init; }

    public required bool HigherIsBetter { get; init; }

    public required IReadOnlyList<string> Also { get; init; }

    public required IReadOnlyList<string> Dimensions { get; init; }

    public required int Seed { get; init; }

    public required SweepEnd End { get; init; }

    public required IReadOnlyList<SweepTrial> Trials { get; init; }

    /// <summary>Number of the best trial; null where none has succeeded.</summary>
    public required int? Best { get; init; }

    /// <summary>Values of the base options; NaN where the space has not their value.</summary>
    public required IReadOnlyList<double> BaseValues { get; init; }

    public required IReadOnlyList<SweepImportance> Importance { get; init; }

    public required double ExplainedShare { get; init; }

    /// <summary>Base and best options on rows that no trial has seen.</summary>
    public required IReadOnlyList<JudgedObjective> Test { get; init; }

    /// <summary>Processor time of the sweep and the refit, without trials that came from the journal.</summary>
    public required double ProcessorSeconds { get; init; }

    public static SweepReport Of<TOptions, TTransformer>(
        SweepSettings settings, SweepProblem<TOptions, TTransformer> problem, SweepOptions<TOptions> sweep, SweepResult<TOptions, TTransformer> result, double seconds,
        IReadOnlyList<JudgedObjective> test)
        where TOptions : class, ITrialOptions<TOptions>
        where TTransformer : class, ITransformer => new()
    {
        Title = problem.Title,
        Objective = sweep.Objective.Name,
        HigherIsBetter = sweep.Objective.HigherIsBetter,
        Also = [.. sweep.Also.Select(other => other.Name)],
        Dimensions = [.. result.Dimensions.Select(dimension => dimension.Name)],
        Seed = settings.Seed,
        End = result.End,
        Trials = result.Trials,
        Best = result.Best?.Number,
        BaseValues = problem.Space.Read(problem.Options),
        Importance = result.Importance,
        ExplainedShare = result.ExplainedShare,
        Test = test,
        ProcessorSeconds = seconds,
    };
}
