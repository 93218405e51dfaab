// Licensed under the MIT licence; see LICENSE in the repository root.

using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Runs a sweep and says what it found.</summary>
internal static class SweepProgram
{
    public static int Run<TOptions, TTransformer>(MLContext mlContext, SweepSettings settings, SweepProblem<TOptions, TTransformer> problem)
        where TOptions : class, ITrialOptions<TOptions>
        where TTransformer : class, ITransformer
    {
        SweepObjective<TOptions> objective = Objective(settings, problem.Objectives);
        SweepOptions<TOptions> sweep = new()
        {
            Objective = objective,
            Also = [.. problem.Objectives.Where(other => other != objective)],
            Tuner = settings.Tuner switch
            {
                SweepTunerName.Random => new RandomTuner(),
                SweepTunerName.Grid => new GridTuner { Points = 3 },
                _ => new BayesianTuner(),
            },
            Halving = settings.Halving ? problem.Halving : null,
            Trials = settings.Trials,
            Folds = settings.Folds,
            ParallelTrials = settings.Parallel,
            TimeLimit = settings.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Seed = settings.Seed,
            JournalPath = settings.Journal,
        };

        Screen.Step($"Sweeping {problem.Title}, {sweep.Trials} trials, objective {objective.Name}; Ctrl+C ends it and keeps the best");
        var clock = new ProcessorClock();
        SweepResult<TOptions, TTransformer> result = Cancellable(
            token => mlContext.Causal().Sweep(problem.Estimator, problem.Options, problem.Space, sweep).Execute(problem.Train, new ProgressLines(), token));
        double seconds = clock.Elapsed.TotalSeconds;

        SweepReport report = SweepReport.Of(settings, problem, sweep, result, seconds, Judge(mlContext, settings, problem, result));
        if (settings.Table is { } table)
        {
            Screen.Step($"Writing the trials to {table}");
            SweepTable.Write(table, result.ToDataView());
        }

        if (settings.Json is { } json)
        {
            Screen.Step($"Writing the report to {json}");
            JsonFile.Write(json, report);
        }

        if (settings.Markdown is { } markdown)
        {
            Screen.Step($"Writing the summary to {markdown}");
            string text = result.ToMarkdown();
            AtomicFile.Write(markdown, stream =>
            {
                using var writer = new StreamWriter(stream);
                writer.Write(text);
            });
        }

        foreach (Table shown in SweepTable.Of(report))
            AnsiConsole.Write(shown);
        return 0;
    }

    /// <summary>Base and best options on rows that no trial has seen; nothing where the sweep has no model.</summary>
    private static IReadOnlyList<JudgedObjective> Judge<TOptions, TTransformer>(
        MLContext mlContext, SweepSettings settings, SweepProblem<TOptions, TTransformer> problem, SweepResult<TOptions, TTransformer> result)
        where TOptions : class, ITrialOptions<TOptions>
        where TTransformer : class, ITransformer
    {
        if (result is not { BestModel: { } model, BestOptions: { } bestOptions })
            return [];
        Screen.Step("Judging base and best options on rows that no trial has seen");
        ITransformer baseModel = problem.Estimator(mlContext, problem.Options.ForTrial(settings.Seed, Environment.ProcessorCount, CancellationToken.None)).Fit(problem.Train);
        IDataView before = mlContext.Data.Cache(baseModel.Transform(problem.Test)), after = mlContext.Data.Cache(model.Transform(problem.Test));
        return [.. problem.OnTest.Select(objective =>
            new JudgedObjective(objective.Name, objective.IsValidityCheck, objective.Compute(problem.Options, before), objective.Compute(bestOptions, after)))];
    }

    private static SweepObjective<TOptions> Objective<TOptions>(SweepSettings settings, IReadOnlyList<SweepObjective<TOptions>> objectives) where TOptions : class =>
        settings.Objective is null ? objectives[0]
            : objectives.FirstOrDefault(objective => objective.Name == settings.Objective)
            ?? throw new ArgumentException(
                $"There is no objective '{settings.Objective}' for this data; take one of {string.Join(", ", objectives.Select(objective => objective.Name))}.");

    private static T Cancellable<T>(Func<CancellationToken, T> run)
    {
        using var source = new CancellationTokenSource();
        void Cancel(object? sender, ConsoleCancelEventArgs e)
        {
            e.Cancel = true;
            source.Cancel();
        }

        Console.CancelKeyPress += Cancel;
        try
        {
            return run(source.Token);
        }
        finally
        {
            Console.CancelKeyPress -= Cancel;
        }
    }

    private sealed class ProgressLines : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => AnsiConsole.MarkupLineInterpolated($"  [grey]{value}[/]");
    }
}
