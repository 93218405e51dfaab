// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML.Data;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Trains on coupon logs, judges on other rows, and saves what is asked for.</summary>
internal static class CouponsCommand
{
    public static System.CommandLine.Command Create()
    {
        Option<string> train = new("--train") { Description = "Logged impressions: x1, x2, ..., w, t, y (.csv or .csv.gz).", Required = true };
        Option<string> test = new("--test") { Description = "Impressions to judge by; with p0, eta, pt, unit also against the truth.", Required = true };
        Option<UniMvtPreset> preset = new("--preset") { Description = "Form of the network: default, corrected or paper." };
        Option<int> seed = new("--seed") { Description = "Seed of initialisation and shuffling.", DefaultValueFactory = _ => 1 };
        Option<int> ensemble = new("--ensemble") { Description = "Number of models whose mean is served.", DefaultValueFactory = _ => 1 };
        Option<EngineChoice> engine = EngineOption.New();
        Option<string?> model = new("--model") { Description = "Where to save the model (.zip)." };
        Option<string?> scores = new("--scores") { Description = "Where to save the scores, one line a test row (.csv or .csv.gz)." };
        Option<string?> json = new("--json") { Description = "Where to save the numbers of the report (.json)." };
        var command = new System.CommandLine.Command("coupons", "Learns base probability and uplift from coupon logs and judges them on a test file.")
        {
            train, test, preset, seed, ensemble, engine, model, scores, json,
        };
        command.SetAction(line => Run(
            new CouponFile(line.GetRequiredValue(train)), new CouponFile(line.GetRequiredValue(test)),
            UniMvtOptions.For(line.GetValue(preset)) with { Seed = line.GetValue(seed), EnsembleSize = line.GetValue(ensemble), Engine = line.GetValue(engine).Create() },
            line.GetValue(model), line.GetValue(scores), line.GetValue(json)));
        return command;
    }

    private static int Run(CouponFile train, CouponFile test, UniMvtOptions options, string? modelPath, string? scoresPath, string? jsonPath)
    {
        test.RequireFeaturesOf(train);
        options = options with { TreatmentColumnName = CouponFile.Treatment, IntensityColumnName = CouponFile.Intensity, LabelColumnName = CouponFile.Label };
        var mlContext = new MLContext(options.Seed);

        EstimatorChain<UniMvtTransformer> pipeline = mlContext.Transforms
            .Concatenate(options.FeatureColumnName, [.. train.Features])
            .Append(mlContext.Causal().UniMvt(options));
        TransformerChain<UniMvtTransformer> model = Screen.Fit(
            mlContext, $"Training UniMVT ({options.Preset}, seed {options.Seed}) on {train.Path}", () => pipeline.Fit(train.View));

        if (modelPath != null)
        {
            Screen.Step($"Saving the model to {modelPath}");
            // The schema that goes with the model is that of scoring: features alone.
            AtomicFile.Write(modelPath, stream => mlContext.Model.Save(model, train.FeatureView.Schema, stream));
        }

        Screen.Step($"Scoring {test.Path}");
        // Cached, so that the time below is that of scoring and not that of reading text.
        IDataView rows = mlContext.Data.Cache(test.View);
        var known = new NumberColumns(rows, rows.Schema.Select(column => column.Name));
        IDataView scored = model.Transform(rows);
        IReadOnlyList<DataViewSchema.Column> outputs = [.. ScoresFile.ScalarOutputs(rows.Schema, scored.Schema)];
        var watch = Stopwatch.StartNew();
        var predicted = new NumberColumns(scored, outputs.Select(column => column.Name));
        TimeSpan scoring = watch.Elapsed;

        if (scoresPath != null)
        {
            Screen.Step($"Writing the scores to {scoresPath}");
            ScoresFile.Write(scoresPath, scored, outputs, ResponseColumns.Of(mlContext, model, scored.Schema));
        }

        CouponsReport report = CouponsReport.Of(options, model.LastTransformer, known, predicted, test.HasTruth, scoring);
        if (jsonPath != null)
        {
            Screen.Step($"Writing the report to {jsonPath}");
            JsonFile.Write(jsonPath, report);
        }

        AnsiConsole.Write(CouponsTable.Of(report));
        return 0;
    }
}
