// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Plays a log of touches again under smaller budgets, shared out by a file of credits and by the usual rules beside it.</summary>
internal static class ReplayCommand
{
    /// <summary>Of Criteo's columns the one that changes most within a sequence; campaign hardly does, and never in one that converted.</summary>
    public const string DefaultChannel = "cat9";

    public static System.CommandLine.Command Create()
    {
        Option<string> touches = new("--touches") { Description = "The log, one line a touch: seq_id, user_id, pos, t_sec, converted, cost and a channel column (.csv or .tsv, or .gz of either).", Required = true };
        Option<string> credits = new("--credits") { Description = "Credits, one line a touch: seq, seq_id or row; pos; credit or uplift. Sequences without a line are not replayed.", Required = true };
        Option<string?> column = new("--credit") { Description = "Name of the credit column, where it is another." };
        Option<string> channel = new("--channel") { Description = "Column of the channels.", DefaultValueFactory = _ => DefaultChannel };
        Option<double[]> budgets = new("--budgets")
        {
            Description = "Budgets as shares of the spend.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. new ReplayOptions().BudgetShares],
        };
        Option<bool> strict = new("--strict") { Description = "A touch needs a budget above its cost; otherwise its cost is enough." };
        Option<int> bootstrap = new("--bootstrap") { Description = "Bootstrap draws over users behind the intervals; 0 for none.", DefaultValueFactory = _ => 200 };
        Option<int> seed = new("--seed") { Description = "Seed of the bootstrap." };
        Option<string?> json = new("--json") { Description = "Where to save the numbers of the report (.json)." };
        var command = new System.CommandLine.Command("replay", "Replays a log under smaller budgets, shared out by what credits say the channels returned.")
        {
            touches, credits, column, channel, budgets, strict, bootstrap, seed, json,
        };
        command.SetAction(line => Run(
            line.GetRequiredValue(touches), line.GetRequiredValue(credits), line.GetValue(column), line.GetValue(channel)!,
            new ReplayOptions { BudgetShares = line.GetValue(budgets)!, Strict = line.GetValue(strict), BootstrapDraws = line.GetValue(bootstrap), Seed = line.GetValue(seed) },
            line.GetValue(json)));
        return command;
    }

    private static int Run(string touchesPath, string creditsPath, string? column, string channel, ReplayOptions options, string? jsonPath)
    {
        Screen.Step($"Reading {touchesPath} and {creditsPath}");
        TouchLog log = TouchLog.Read(touchesPath, channel);
        float[] credits = CreditsFile.Read(creditsPath, log, column);
        int[] played = [.. Enumerable.Range(0, log.Sequences.Length).Where(i => credits[log.Offsets[i]..log.Offsets[i + 1]].Any(credit => !float.IsNaN(credit)))];
        if (played.Length == 0)
            throw new InputException(creditsPath, "credits of touches were expected, but the file has none.");
        for (int j = 0; j < credits.Length; j++)
            credits[j] = float.IsNaN(credits[j]) ? 0 : credits[j];

        Screen.Step($"Replaying {played.Length.Count()} of {log.Sequences.Length.Count()} sequences");
        ReplayReport report = ReplayReport.Of(
            log, channel, played, [(Path.GetFileName(creditsPath), credits), ("the same, 1 a sequence", CreditBaselines.Normalised(log, credits))], options);
        if (jsonPath != null)
        {
            Screen.Step($"Writing the report to {jsonPath}");
            JsonFile.Write(jsonPath, report);
        }

        foreach (Table table in report.Tables())
            AnsiConsole.Write(table);
        AnsiConsole.WriteLine(
            $"Markov removal and regression were fitted to {report.FittedSequences.Count()} sequences, {(report.FittedApart ? "none of those replayed" : "those replayed")}. "
            + "Cheap channels get most of a budget by construction: a check of plausibility, no evidence of cause.");
        return 0;
    }
}
