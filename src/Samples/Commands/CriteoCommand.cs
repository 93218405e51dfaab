// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using Microsoft.ML.Data;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Criteo's attribution logs: which display touches made a sale happen, with the bucket of what a touch cost as the proxy.</summary>
internal static class CriteoCommand
{
    public static System.CommandLine.Command Create()
    {
        Option<string> touches = new("--touches")
        {
            Description = "The log, one line a touch: seq_id, user_id, pos, t_sec, converted, campaign and, for effects that are more than predictions, cost, cpo, cat1, ..., "
                + "cat9 (tab-separated, .tsv or .tsv.gz).",
            Required = true,
        };
        Option<int> maxLength = new("--max-length") { Description = "Number of most recent touches that are looked at.", DefaultValueFactory = _ => 16 };
        Option<int> seed = new("--seed") { Description = "Seed of the split by user and of training.", DefaultValueFactory = _ => 1 };
        Option<string> channel = new("--channel") { Description = "Column of the channels that the budget replay shares budgets out to.", DefaultValueFactory = _ => ReplayCommand.DefaultChannel };
        Option<int> bootstrap = new("--bootstrap") { Description = "Bootstrap draws over users behind the intervals of the budget replay; 0 for none.", DefaultValueFactory = _ => 200 };
        Option<string?> scores = new("--scores") { Description = "Where to save the scores of held-out sequences, one line a touch (.csv or .csv.gz)." };
        Option<string?> json = new("--json") { Description = "Where to save the numbers of the report (.json)." };
        var command = new System.CommandLine.Command("criteo", "Learns from Criteo's logs which touches make a sale happen, and judges it on held-out users.")
        {
            touches, maxLength, seed, channel, bootstrap, scores, json,
        };
        command.SetAction(line => Run(
            line.GetRequiredValue(touches), line.GetValue(maxLength), line.GetValue(seed), line.GetValue(channel)!, line.GetValue(bootstrap),
            line.GetValue(scores), line.GetValue(json)));
        return command;
    }

    private static int Run(string path, int maxLength, int seed, string channel, int bootstrap, string? scoresPath, string? jsonPath)
    {
        bool allFields = CriteoJourneys.HasAllFields(path);
        Screen.Step($"Reading {path}");
        if (!allFields)
            AnsiConsole.MarkupLine("  [grey]this log has no costs: no proxy identifies effects, the printed method's predictions stand in, and no budget can be replayed[/]");
        TouchLog log = TouchLog.Read(path, allFields ? channel : CriteoJourneys.Campaign, hasCosts: allFields);
        var mlContext = new MLContext(seed);
        using JourneyDataView journeys = CriteoJourneys.Open(mlContext, path, allFields, maxLength);
        DataOperationsCatalog.TrainTestData split = mlContext.Data.TrainTestSplit(journeys, testFraction: 0.2, samplingKeyColumnName: CriteoJourneys.User, seed: seed);
        TransformerChain<AlmMtaTransformer> model = Screen.Fit(
            mlContext, $"Training ALM-MTA (seed {seed}) on the sequences of four users in five", () => CriteoJourneys.Pipeline(mlContext, allFields, maxLength, seed).Fit(split.TrainSet));

        Screen.Step("Scoring the sequences of the other users");
        IDataView scored = model.Transform(split.TestSet);
        var rows = new NumberColumns(scored, "ObservedProbability", CriteoJourneys.Label);
        (string[] sequences, int[] offsets) = CriteoJourneys.Lengths(scored);
        var touches = new TouchScores(scored, offsets);
        int[] places = log.TouchesOf(sequences, offsets);
        if (scoresPath != null)
        {
            Screen.Step($"Writing the scores to {scoresPath}");
            touches.Write(scoresPath, sequences, [.. places.Select(place => log.Positions[place])]);
        }

        CoverageCurve coverage = mlContext.Causal().Data.CoverageCurve(scored, CriteoReport.Thresholds);
        IReadOnlyList<CriteoBaseline> baselines = allFields
            ? CriteoBaseline.Fit(
                mlContext, model.Transform(split.TrainSet), scored, CriteoJourneys.Columns(maxLength, seed), seed, places, log.Costs.Length)
            : [];
        CriteoReport report = CriteoReport.Of(seed, maxLength, model.LastTransformer.Diagnostics!, rows, touches, coverage) with
        {
            Baselines = baselines,
            Replay = allFields ? Replay(log, channel, places, touches, baselines, new ReplayOptions { BootstrapDraws = bootstrap, Seed = seed }) : null,
        };
        if (jsonPath != null)
        {
            Screen.Step($"Writing the report to {jsonPath}");
            JsonFile.Write(jsonPath, report);
        }

        AnsiConsole.Write(report.Table());
        AnsiConsole.Write(report.CoverageTable());
        foreach (Table table in report.Replay?.Tables() ?? [])
            AnsiConsole.Write(table);
        return 0;
    }

    private static ReplayReport Replay(TouchLog log, string channel, int[] places, TouchScores touches, IReadOnlyList<CriteoBaseline> baselines, ReplayOptions options)
    {
        var uplift = new float[log.Costs.Length];
        foreach ((int touch, int place) in places.Index())
            uplift[place] = touches.Uplift[touch];
        int[] played = [.. places.Select(place => log.SequenceOf[place]).Distinct()];
        return ReplayReport.Of(
            log, channel, played,
            [("ALM-MTA", uplift), ("ALM-MTA, 1 a sequence", CreditBaselines.Normalised(log, uplift)), .. baselines.Select(method => (method.Name, method.Credits))], options);
    }
}
