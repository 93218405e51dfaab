// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Sweeps over the loss weights of a method, on files or on generated data.</summary>
internal static class SweepCommand
{
    private const int Generated = 20_000;

    public static System.CommandLine.Command Create()
    {
        Option<SweepSubject> on = new("--on") { Description = "What to sweep: coupons (UniMVT's loss weights) or attribution (the loss ratios of ALM-MTA as printed).", Required = true };
        Option<string?> train = new("--train") { Description = "Coupons: logged impressions, x1, x2, ..., w, t, y (.csv or .csv.gz)." };
        Option<string?> test = new("--test") { Description = "Coupons: impressions that no trial sees, to judge the best by." };
        Option<string?> rows = new("--rows") { Description = "Attribution: journeys, row, user, x0, x1, ..., y and, where users are split, split (.csv or .csv.gz)." };
        Option<string?> touches = new("--touches") { Description = "Attribution: their touches, row, pos, item, cluster, proxies, matches (.csv or .csv.gz)." };
        Option<string?> proxy = new("--proxy") { Description = "Attribution: column recorded before the outcome, on every row." };
        Option<string?> match = new("--match") { Description = $"Attribution: column of matches with what was made. Default {AttributionFiles.DefaultMatch} without a proxy." };
        Option<int> generate = new("--generate") { Description = "Rows to generate where no files are given.", DefaultValueFactory = _ => Generated };
        Option<int> take = new("--take") { Description = "The most training rows to take from the files.", DefaultValueFactory = _ => int.MaxValue };
        Option<string?> objective = new("--objective") { Description = "Coupons: outcome-log-loss (default), base-log-loss, outcome-auc, base-auc, cs-qini, q. Attribution: match-auc (default), outcome-log-loss, outcome-auc, true-spearman, true-pehe. The others are reported beside it." };
        Option<SweepTunerName> tuner = new("--tuner") { Description = "What proposes trials: bayesian, random or grid.", DefaultValueFactory = _ => SweepTunerName.Bayesian };
        Option<int> trials = new("--trials") { Description = "The most trials.", DefaultValueFactory = _ => 40 };
        Option<int> folds = new("--folds") { Description = "Folds by user; 1 holds out a fifth once.", DefaultValueFactory = _ => 1 };
        Option<bool> halving = new("--halving") { Description = "Give most trials a share of the epochs, and only the best of them all." };
        Option<int?> parallel = new("--parallel") { Description = "Trials at once. Default: one per core. The result does not depend on it." };
        Option<double?> minutes = new("--minutes") { Description = "Minutes after which no further trial begins." };
        Option<int> seed = new("--seed") { Description = "Seed of proposals, split and trials, and of generated data.", DefaultValueFactory = _ => 1 };
        Option<string?> journal = new("--journal") { Description = "File that each trial is written to as it ends; where it exists, the sweep goes on from it." };
        Option<string?> table = new("--table") { Description = "Where to save the trials, one a line (.csv)." };
        Option<string?> json = new("--json") { Description = "Where to save the numbers of the report (.json)." };
        Option<string?> markdown = new("--markdown") { Description = "Where to save the summary (.md)." };
        var command = new System.CommandLine.Command("sweep", "Searches good loss weights; shows what each matters to the objective, and what the objective does not say.")
        {
            on, train, test, rows, touches, proxy, match, generate, take, objective, tuner, trials, folds, halving, parallel, minutes, seed, journal, table, json, markdown,
        };
        command.SetAction(line =>
        {
            var settings = new SweepSettings
            {
                Objective = line.GetValue(objective), Tuner = line.GetValue(tuner), Trials = line.GetValue(trials), Folds = line.GetValue(folds),
                Halving = line.GetValue(halving), Parallel = line.GetValue(parallel), Minutes = line.GetValue(minutes), Seed = line.GetValue(seed),
                Journal = line.GetValue(journal), Table = line.GetValue(table), Json = line.GetValue(json), Markdown = line.GetValue(markdown),
            };
            var mlContext = new MLContext(settings.Seed);
            if (line.GetValue(on) == SweepSubject.Coupons)
            {
                return SweepProgram.Run(mlContext, settings, (line.GetValue(train), line.GetValue(test)) switch
                {
                    ({ } trainPath, { } testPath) => CouponSweep.OnFiles(mlContext, new CouponFile(trainPath), new CouponFile(testPath), line.GetValue(take)),
                    (null, null) => CouponSweep.OnGenerated(mlContext, line.GetValue(generate), settings.Seed),
                    _ => throw new ArgumentException("--train and --test go together; without both the sweep generates its data."),
                });
            }

            return SweepProgram.Run(mlContext, settings, (line.GetValue(rows), line.GetValue(touches)) switch
            {
                ({ } rowsPath, { } touchesPath) => OnFiles(rowsPath, touchesPath),
                (null, null) => AttributionSweep.OnSimulated(mlContext, line.GetValue(generate), settings.Seed),
                _ => throw new ArgumentException("--rows and --touches go together; without both the sweep simulates its data."),
            });

            SweepProblem<AlmMtaOptions, AlmMtaTransformer> OnFiles(string rowsPath, string touchesPath)
            {
                string? proxyColumn = line.GetValue(proxy), matchColumn = line.GetValue(match) ?? (proxyColumn is null ? AttributionFiles.DefaultMatch : null);
                Screen.Step($"Reading {rowsPath} and {touchesPath}");
                var files = new AttributionFiles(rowsPath, touchesPath, proxyColumn, matchColumn, settings.Seed);
                return AttributionSweep.OnFiles(mlContext, files, proxyColumn, matchColumn, line.GetValue(take));
            }
        });
        return command;
    }
}
