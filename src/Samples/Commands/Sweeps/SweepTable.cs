// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Text;
using Microsoft.ML.Data;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The tables that the sweep sample ends with, and the file of its trials.</summary>
internal static class SweepTable
{
    private const string Seconds = "Seconds";
    private const int Shown = 5;

    public static IEnumerable<Table> Of(SweepReport report)
    {
        int failed = report.Trials.Count(trial => trial.Status == TrialStatus.Failed);
        SweepTrial[] trials = [.. report.Trials.Where(trial => trial.Status == TrialStatus.Succeeded)
            .OrderByDescending(trial => trial.Share).ThenBy(trial => report.HigherIsBetter ? -trial.Objective : trial.Objective)];
        Table best = Screen.Table(
            $"the best of {report.Trials.Count} trials ({failed} failed), {report.Objective}, {(report.HigherIsBetter ? "higher" : "lower")} is better, held-out rows",
            // The last name of a path is enough here.
            ["trial", .. report.Dimensions.Select(name => name.Split('.')[^1]), report.Objective]);
        if (trials.FirstOrDefault(trial => trial.Number == 0) is { } first && first.Share == trials[0].Share)
            best.Row(["0, the base options", .. Cells(first)]);
        foreach (SweepTrial trial in trials.Where(trial => trial.Number > 0).Take(Shown))
            best.Row([$"{trial.Number}{(trial.Number == report.Best ? ", the best" : "")}{(trial.Share < 1 ? $", {trial.Epochs} epochs" : "")}", .. Cells(trial)]);
        yield return best;

        if (report.Importance.Count > 0)
        {
            Table importance = Screen.Table(
                $"what matters to {report.Objective} ({Number(report.ExplainedShare)} of the variance predicted, left out in turn)", "dimension", "alone", "with interactions");
            foreach (SweepImportance share in report.Importance.OrderByDescending(share => share.Total))
                importance.Row(share.Name, share.Main.Digits(2), share.Total.Digits(2));
            yield return importance;
        }

        if (report.Test.Count > 0)
        {
            Table test = Screen.Table("on rows that no trial has seen", "objective", "base options", "best options", "check of validity");
            foreach (JudgedObjective judged in report.Test)
                test.Row(judged.Name, Number(judged.Base), Number(judged.Best), judged.IsValidityCheck ? "yes" : "no");
            yield return test;
        }
    }

    /// <summary>Writes the trials as text, times last: all other columns are the same each time.</summary>
    public static void Write(string path, IDataView trials) => AtomicFile.Write(path, stream =>
    {
        DataViewSchema.Column[] columns = [.. trials.Schema.OrderBy(column => column.Name == Seconds)];
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', columns.Select(column => column.Name)));
        string[][] cells = [.. columns.Select(column => Texts(trials, column).ToArray())];
        for (int row = 0; row < cells[0].Length; row++)
            writer.WriteLine(string.Join(',', cells.Select(column => Quoted(column[row]))));
    });

    private static IEnumerable<string> Cells(SweepTrial trial) => [.. trial.Values.Select(Number), Number(trial.Objective)];

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("G4", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(IDataView trials, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => trials.GetColumn<ReadOnlyMemory<char>>(column).Select(text => text.ToString()),
        NumberDataViewType { RawType: { } type } when type == typeof(int) => trials.GetColumn<int>(column).Select(number => number.ToString(CultureInfo.InvariantCulture)),
        _ => trials.GetColumn<double>(column).Select(number => double.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture)),
    };

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
