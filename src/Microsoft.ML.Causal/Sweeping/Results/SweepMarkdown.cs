// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Text;

namespace Microsoft.ML.Causal;

/// <summary>Writes the summary of a sweep.</summary>
/// <param name="result">The sweep.</param>
/// <param name="options">Its base options.</param>
/// <param name="space">Its space.</param>
/// <param name="sweep">Its settings.</param>
/// <param name="header">What its journal would say of it.</param>
internal sealed class SweepMarkdown<TOptions, TTransformer>(
    SweepResult<TOptions, TTransformer> result, TOptions options, SweepSpace<TOptions> space, SweepOptions<TOptions> sweep, JournalHeader header)
    where TOptions : class, ITrialOptions<TOptions>
    where TTransformer : class, ITransformer
{
    private const int Bins = 4;

    private readonly StringBuilder _text = new();
    private readonly SweepTrial[] _trials =
        TrialLevels.Largest(result.Trials.Where(trial => trial.Status == TrialStatus.Succeeded), result.Dimensions.Count);

    public string Write()
    {
        int failed = result.Trials.Count(trial => trial.Status == TrialStatus.Failed);
        Line($"# Sweep of {typeof(TOptions).Name}");
        Line(
            $"{result.Trials.Count} trials, {failed} of them failed; ended by {result.End}. Objective: {sweep.Objective.Name}, {(sweep.Objective.HigherIsBetter ? "higher" : "lower")} is better, "
            + $"on held-out rows. Tuner: {header.Tuner}. Rounds: {header.Rounds}. Seed: {header.Seed}. Data: {header.Data}.");
        AddBest();
        AddImportance();
        AddDimensions();
        AddObjectives();
        return _text.ToString();
    }

    private void AddBest()
    {
        Line("## Best trial");
        if (result.Best is not { } best)
        {
            Line("No trial has succeeded.");
            return;
        }

        SweepTrial? start = sweep.TryBase && result.Trials[0].Status == TrialStatus.Succeeded && result.Trials[0].Share == best.Share ? result.Trials[0] : null;
        IReadOnlyList<double> values = space.Read(options);
        Line($"Trial {best.Number}{(best.Epochs is { } epochs ? $", {epochs} epochs" : "")}. It is the best of {result.Trials.Count} on the rows that chose it: on others expect less.");
        Head("", "base options", "best");
        foreach ((int d, SweepDimension dimension) in result.Dimensions.Index())
            Row(dimension.Name, Text(dimension, values[d]), Text(dimension, best.Values[d]));
        Row(sweep.Objective.Name, start is null ? "" : WithDeviation(start), WithDeviation(best));
        foreach ((int at, SweepObjective<TOptions> other) in sweep.Also.Index())
            Row(other.Name, start is null ? "" : Number(start.Also[at]), Number(best.Also[at]));
        _text.Append('\n');
    }

    private void AddImportance()
    {
        Line("## Importance");
        if (result.Importance.Count == 0)
        {
            Line("Too few trials, or no variation, to tell dimensions apart.");
            return;
        }

        Line(
            "Shares of the variance of the objective over the space, of a Gaussian process of the trials: of the dimension alone, and with its interactions. "
            + $"When trials are left out in turn, it predicts {Number(result.ExplainedShare)} of their variance; near 0 or below, these shares say nothing.");
        Head("dimension", "alone", "with interactions");
        foreach (SweepImportance share in result.Importance.OrderByDescending(share => share.Total))
            Row(share.Name, Number(share.Main), Number(share.Total));
        _text.Append('\n');
    }

    private void AddDimensions()
    {
        Line($"## {sweep.Objective.Name} against each dimension");
        Line("Trials in each quarter of a dimension, or with each choice. A tuner puts more of them where results are good.");
        Head("dimension", "values", "trials", "mean", "best");
        foreach ((int d, SweepDimension dimension) in result.Dimensions.Index())
        {
            int count = dimension.Scale == SweepScale.Choice ? dimension.Choices.Count : dimension.Levels > 0 ? (int)Math.Min(Bins, dimension.Levels) : Bins;
            for (int bin = 0; bin < count; bin++)
            {
                double[] objectives = [.. _trials.Where(trial => BinOf(dimension, trial.Values[d], count) == bin).Select(trial => trial.Objective)];
                double from = dimension.Value((double)bin / count), to = dimension.Value(Math.BitDecrement((bin + 1.0) / count));
                string values = dimension.Scale == SweepScale.Choice ? dimension.Choices[bin] : from == to ? Number(from) : $"{Number(from)} to {Number(to)}";
                bool none = objectives.Length == 0;
                Row(dimension.Name, values, $"{objectives.Length}", none ? "" : Number(objectives.Average()), none ? "" : Number(objectives.MinBy(sweep.Objective.Loss)));
            }
        }

        _text.Append('\n');
    }

    private void AddObjectives()
    {
        Line("## What the objectives say");
        Line(
            "AUC and log-loss of the outcome, agreement of seeds, and grouped AUUC are no checks of validity: methods whose effects are wrong do as well in them. "
            + "In-row AUC of exact matches on held-out users, randomised rows, and the truth of a simulation are. Rank correlations over trials are of goodness "
            + "with goodness: 1 where both call the same trials good.");
        Head("objective", "check of validity", $"rank correlation with {sweep.Objective.Name}", "reading");
        Row(sweep.Objective.Name, YesNo(sweep.Objective), "", sweep.Objective.Reading);
        foreach ((int at, SweepObjective<TOptions> other) in sweep.Also.Index())
        {
            double correlation = RankCorrelation.Spearman(
                [.. _trials.Select(trial => sweep.Objective.Loss(trial.Objective))], [.. _trials.Select(trial => other.Loss(trial.Also[at]))]);
            Row(other.Name, YesNo(other), Number(correlation), other.Reading);
        }
    }

    private static int BinOf(SweepDimension dimension, double value, int bins) =>
        double.IsNaN(value) ? -1 : Math.Min((int)(dimension.Unit(value) * bins), bins - 1);

    private static string Text(SweepDimension dimension, double value) => dimension.Levels > 0 ? dimension.Format(value) : Number(value);

    private static string WithDeviation(SweepTrial trial) =>
        double.IsNaN(trial.StandardDeviation) ? Number(trial.Objective) : $"{Number(trial.Objective)} ± {Number(trial.StandardDeviation)} over folds";

    private static string YesNo(SweepObjective<TOptions> objective) => objective.IsValidityCheck ? "yes" : "no";

    /// <summary>Four digits tell trials apart; the table of trials has them all.</summary>
    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A line and an empty one.</summary>
    private void Line(string line) => _text.Append(line).Append("\n\n");

    private void Head(params string[] cells)
    {
        Row(cells);
        Row(Array.ConvertAll(cells, _ => "---"));
    }

    private void Row(params string[] cells) => _text.Append($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|")))} |\n");
}
