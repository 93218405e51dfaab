// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using Microsoft.ML.Data;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Learns on journeys which touches made the outcome happen, judges on held-out users, and saves what is asked for.</summary>
internal static class AttributionCommand
{
    public static System.CommandLine.Command Create()
    {
        Option<string> rows = new("--rows") { Description = "Journeys: row, user, x0, x1, ..., y and, where users are split, split (.csv or .csv.gz).", Required = true };
        Option<string> touches = new("--touches") { Description = "Their touches: row, pos, item, cluster, proxies, matches (.csv or .csv.gz).", Required = true };
        Option<AttributionForm> identification = new("--identification") { Description = "What identifies the effects: observed, matched or paper.", Required = true };
        Option<string?> proxy = new("--proxy") { Description = $"Column recorded before the outcome, on every row. Default {AttributionFiles.DefaultProxy} where observed." };
        Option<string?> match = new("--match")
        {
            Description = $"Column of matches with what was made, of those who made it. Default {AttributionFiles.DefaultMatch} where matched, or in paper without a proxy.",
        };
        Option<string?> items = new("--items")
        {
            Description = "Content vectors of items: item, v0, v1, ... (.csv or .csv.gz). Default: worked out from the matches of training users, where the files have those.",
        };
        Option<int> seed = new("--seed") { Description = "Seed of initialisation, shuffling and resampling.", DefaultValueFactory = _ => 1 };
        Option<EngineChoice> engine = EngineOption.New();
        Option<string?> model = new("--model") { Description = "Where to save the model (.zip)." };
        Option<string?> scores = new("--scores") { Description = "Where to save the scores of held-out journeys, one line a touch (.csv or .csv.gz)." };
        Option<string?> json = new("--json") { Description = "Where to save the numbers of the report (.json)." };
        var command = new System.CommandLine.Command("attribution", "Learns which touches made an outcome happen and judges it on held-out users.")
        {
            rows, touches, identification, proxy, match, items, seed, engine, model, scores, json,
        };
        command.SetAction(line =>
        {
            AttributionForm form = line.GetValue(identification);
            string? proxyColumn = line.GetValue(proxy) ?? (form == AttributionForm.Observed ? AttributionFiles.DefaultProxy : null);
            string? matchColumn = line.GetValue(match)
                ?? (form == AttributionForm.Matched || (form == AttributionForm.Paper && proxyColumn is null) ? AttributionFiles.DefaultMatch : null);
            string rowsPath = line.GetRequiredValue(rows), touchesPath = line.GetRequiredValue(touches);
            Screen.Step($"Reading {rowsPath} and {touchesPath}");
            var files = new AttributionFiles(rowsPath, touchesPath, proxyColumn, matchColumn, line.GetValue(seed));
            var mlContext = new MLContext(line.GetValue(seed));
            AlmMtaOptions options = Options(files, form, proxyColumn, matchColumn, line.GetValue(seed)) with { Engine = line.GetValue(engine).Create() };
            (ItemVectors? content, string source) = Items(files, line.GetValue(items));
            AnsiConsole.MarkupLineInterpolated($"  [grey]{source}[/]");
            if (content is not null)
            {
                options = options with
                {
                    ItemContent = content.ToContent(mlContext),
                    WorkContentColumnName = form == AttributionForm.Matched && content.Width == files.WorkWidth ? files.Work : null,
                };
            }

            return Run(mlContext, files, options, source, line.GetValue(model), line.GetValue(scores), line.GetValue(json));
        });
        return command;
    }

    private static AlmMtaOptions Options(AttributionFiles files, AttributionForm form, string? proxy, string? match, int seed) => files.Options(proxy, match) with
    {
        Identification = form switch
        {
            AttributionForm.Observed => AlmMtaIdentification.ObservedProxy,
            AttributionForm.Matched => AlmMtaIdentification.MatchedOutcome,
            _ => AlmMtaIdentification.Paper,
        },
        Seed = seed,
    };

    /// <summary>The content of items, and what it comes from.</summary>
    private static (ItemVectors? Content, string Source) Items(AttributionFiles files, string? path)
    {
        if (path is not null)
        {
            ItemVectors read = ItemFile.Read(path);
            return (read, $"item content: {read.Vectors.Count.Count()} vectors of {read.Width} numbers from {path}");
        }

        if (files.Work is null || !files.HasCosine)
        {
            return (null, "item content: none; the rows have no column of works such as upload_vec16, "
                + $"or the touches no column {AttributionFiles.Cosine}, and no --items was given");
        }

        return ItemVectors.FromMatches(files, files.Work, files.WorkWidth) is { } found
            ? (found, $"item content: {found.Vectors.Count.Count()} vectors of {found.Width} numbers, worked out from {files.Work} and {AttributionFiles.Cosine} of the training users")
            : (null, $"item content: none; no item has {files.WorkWidth} matches among the training users");
    }

    private static int Run(MLContext mlContext, AttributionFiles files, AlmMtaOptions options, string content, string? modelPath, string? scoresPath, string? jsonPath)
    {
        EstimatorChain<AlmMtaTransformer> pipeline = Keys(mlContext, files)
            .Append(mlContext.Transforms.Concatenate(options.ContextColumnName, [.. files.Context]))
            .Append(mlContext.Causal().AlmMta(options));
        var training = new ProcessorClock();
        IDataView train = files.Table.View(files.TrainingRows, files.TrainingColumns);
        TransformerChain<AlmMtaTransformer> model = Screen.Fit(
            mlContext, $"Training ALM-MTA ({options.Identification}, seed {options.Seed}) on {files.TrainingRows.Length.Count()} journeys", () => pipeline.Fit(train));
        TimeSpan trained = training.Elapsed;

        if (modelPath != null)
        {
            Screen.Step($"Saving the model to {modelPath}");
            // The schema that goes with the model is that of scoring: neither outcomes nor proxies nor matches.
            AtomicFile.Write(modelPath, stream => mlContext.Model.Save(model, files.Table.View([], files.Inputs).Schema, stream));
        }

        Screen.Step($"Scoring {files.TestRows.Length.Count()} journeys of held-out users");
        IDataView scored = model.Transform(files.Table.View(files.TestRows, files.Inputs));
        var watch = new ProcessorClock();
        var touches = new TouchScores(scored, files.Table.OffsetsOf(files.TestRows));
        TimeSpan scoring = watch.Elapsed;
        if (scoresPath != null)
        {
            Screen.Step($"Writing the scores to {scoresPath}");
            touches.Write(scoresPath, [.. files.TestRows.Select(row => files.Table.Ids[row])], [.. files.Table.TouchesOf(files.TestRows).Select(j => files.Table.Positions[j])]);
        }

        AttributionReport report = AttributionReport.Of(options, content, files, model.LastTransformer, touches, new NumberColumns(scored, "ObservedProbability"), trained, scoring);
        if (jsonPath != null)
        {
            Screen.Step($"Writing the report to {jsonPath}");
            JsonFile.Write(jsonPath, report);
        }

        AnsiConsole.Write(AttributionTable.Of(report));
        return 0;
    }

    /// <summary>Items and clusters are read as text and become keys inside the model, so that it knows them again in another file.</summary>
    private static IEstimator<ITransformer> Keys(MLContext mlContext, AttributionFiles files) =>
        mlContext.Transforms.Conversion.MapValueToKey([.. files.Keys.Select(column => new InputOutputColumnPair(column))]);
}
