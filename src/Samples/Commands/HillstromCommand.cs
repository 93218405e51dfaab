// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The MineThatData e-mail experiment: each mailing against none, as two treatments that share their controls.</summary>
internal static class HillstromCommand
{
    public static System.CommandLine.Command Create()
    {
        Option<string> data = new("--data") { Description = "The experiment's file (hillstrom.csv or hillstrom.csv.gz).", Required = true };
        Option<int> seed = new("--seed") { Description = "Seed of the split, of training and of the resampling.", DefaultValueFactory = _ => 1 };
        Option<int> draws = new("--draws") { Description = "Permutations, and bootstrap draws.", DefaultValueFactory = _ => 500 };
        var command = new System.CommandLine.Command("hillstrom", "Learns which customers an e-mail makes visit the shop, each mailing against none.") { data, seed, draws };
        command.SetAction(line => Run(line.GetRequiredValue(data), line.GetValue(seed), line.GetValue(draws)));
        return command;
    }

    private static int Run(string path, int seed, int draws)
    {
        Screen.Step($"Reading {path}");
        HillstromRow[] rows = HillstromRow.Read(path);
        Table table = Screen.Table("Qini on visit, every row scored by a model that has not seen it",
            "mailing against none", "rows", "effect on visits", "Qini", "random order", "interval 95 %", "p", "top 30 %");
        foreach (string arm in (string[])[HillstromRow.Womens, HillstromRow.Mens])
        {
            HillstromFit fit = HillstromFit.Run([.. rows.Where(row => row.Segment == arm || row.Segment == HillstromRow.None)], arm, seed, draws);
            table.Row(arm, fit.Rows.Count(), $"{(100 * fit.Uplift.AverageEffect).Digits(2)} points", fit.Uplift.Qini.AboveRandom.Digits(1),
                $"{fit.Uplift.QiniPermutation!.Mean.Digits(1)} ± {fit.Uplift.QiniPermutation.StandardDeviation.Digits(1)}",
                $"{fit.Uplift.QiniInterval!.Lower.Digits(1)} to {fit.Uplift.QiniInterval.Upper.Digits(1)}",
                fit.Uplift.QiniPermutation.PValue.Digits(3), $"{(100 * fit.TopEffect).Digits(2)} points");
        }

        AnsiConsole.Write(table);
        return 0;
    }
}
