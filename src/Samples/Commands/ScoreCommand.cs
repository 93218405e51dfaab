// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML.Data;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Scores a file with a saved model. Nothing here knows what kind of model it is: the file tells.</summary>
internal static class ScoreCommand
{
    public static System.CommandLine.Command Create()
    {
        Option<string> model = new("--model") { Description = "A saved model (.zip).", Required = true };
        Option<string> input = new("--input")
        {
            Description = "Rows with the columns that the model reads (.csv or .csv.gz; - is the standard input). Journeys: one a line, the values of its touches "
                + $"with {CsvReader.PartSeparator} between, oldest first; or see --touches.",
            Required = true,
        };
        Option<string?> touches = new("--touches") { Description = "A file of touches beside the rows of journeys: row, pos and the model's columns; --input then has a column row." };
        Option<string> output = new("--output")
        {
            Description = "Where to save the scores, one line a row or a touch (.csv or .csv.gz; - is the standard output, and what is said goes to the standard error).",
            Required = true,
        };
        Option<string?> columns = new("--columns") { Description = "Names of the input's columns, with commas between, where it has no header; the output has none either then." };
        Option<string?> keep = new("--keep") { Description = $"Columns of the input to write before the scores, with commas between. Default none; of journeys, {JourneyFiles.Row}." };
        var command = new System.CommandLine.Command("score", "Scores a file, or a stream, with a saved model.") { model, input, touches, output, columns, keep };
        command.SetAction(line => Run(line.GetRequiredValue(model), line.GetRequiredValue(input), line.GetValue(touches), line.GetRequiredValue(output),
            Names(line.GetValue(columns)), Names(line.GetValue(keep))));
        return command;
    }

    private static int Run(string modelPath, string inputPath, string? touchesPath, string outputPath, string[]? header, string[]? keep)
    {
        if (outputPath == CsvFile.Standard)
            Screen.LeaveOutputToData();
        if (touchesPath is not null && (header ?? keep) is not null)
            throw new InputException(touchesPath, "with --touches both files have headers, and row and pos are kept; leave --columns and --keep out.");
        var mlContext = new MLContext();
        Screen.Step($"Loading {modelPath}");
        ITransformer model = Load(mlContext, modelPath, out DataViewSchema schema);
        AnsiConsole.MarkupLineInterpolated($"  [grey]it reads {string.Join(", ", schema.Select(column => $"{column.Name}: {column.Type}"))}[/]");
        bool readsTouches = schema.Any(column => column.Type is VectorDataViewType { IsKnownSize: false });
        if (!readsTouches && touchesPath is not null)
            throw new InputException(modelPath, "the model reads no journeys; leave --touches out.");

        Screen.Step($"Scoring {inputPath} to {outputPath}");
        var watch = Stopwatch.StartNew();
        IReadOnlyList<ColumnSummary> columns = touchesPath is null
            ? ScoreStream(mlContext, model, schema, inputPath, outputPath, header, new KeptColumns(keep ?? (readsTouches ? [JourneyFiles.Row] : []), header is null))
            : ScoreTouches(model, schema, inputPath, touchesPath, outputPath);
        double microseconds = watch.Elapsed.TotalMicroseconds;

        long count = columns.Select(column => column.Rows).FirstOrDefault();
        string unit = readsTouches ? "touch" : "row";
        Table table = Screen.Table($"{count} {(readsTouches ? "touches" : "rows")}, {(microseconds / Math.Max(count, 1)).Digits(2)} µs a {unit} with reading and writing",
            "column", "mean", "least", "greatest");
        foreach (ColumnSummary column in columns)
            table.Row(column.Name, column.Mean.Digits(4), column.Least.Digits(4), column.Greatest.Digits(4));
        AnsiConsole.Write(table);
        return 0;
    }

    /// <summary>Row by row, in one pass and in little memory: what comes out depends on the row alone, so parts of a file score as the whole does.</summary>
    private static IReadOnlyList<ColumnSummary> ScoreStream(
        MLContext mlContext, ITransformer model, DataViewSchema schema, string inputPath, string outputPath, string[]? header, KeptColumns kept)
    {
        var input = new CsvDataView(inputPath, schema.Select(column => (column.Name, column.Type)), kept.Names, header);
        IDataView scored = model.Transform(input);
        return scored.Schema.GetColumnOrNull(TouchLines.Outputs[0].Column) is null
            ? ScoresFile.Write(outputPath, scored, ScoresFile.ScalarOutputs(input.Schema, scored.Schema), ResponseColumns.Of(mlContext, model, scored.Schema), kept)
            : TouchLines.Write(outputPath, scored, kept);
    }

    private static IReadOnlyList<ColumnSummary> ScoreTouches(ITransformer model, DataViewSchema schema, string inputPath, string touchesPath, string outputPath)
    {
        JourneyTable table = JourneyFiles.Read(inputPath, touchesPath, [.. schema.Select(column => (column.Name, column.Type))]);
        var scores = new TouchScores(model.Transform(table.View(table.AllRows, schema.Select(column => column.Name))), table.Offsets);
        scores.Write(outputPath, table.Ids, table.Positions);
        return scores.Summaries();
    }

    private static string[]? Names(string? list) => list?.Split(',', StringSplitOptions.TrimEntries);

    private static ITransformer Load(MLContext mlContext, string path, out DataViewSchema schema)
    {
        if (!File.Exists(path))
            throw new InputException(path, "there is no such file.");
        try
        {
            return mlContext.Model.Load(path, out schema);
        }
        catch (Exception e) when (UserError.Sentence(e) is { } sentence)
        {
            throw new InputException(path, $"no model can be loaded from this file. {sentence}");
        }
    }
}
