// Licensed under the MIT licence; see LICENSE in the repository root.

using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The attribution report as a table.</summary>
internal static class AttributionTable
{
    public static Table Of(AttributionReport report)
    {
        AlmMtaDiagnostics fit = report.Fit;
        Table table = Screen.Table($"{report.TestRows.Count()} journeys of held-out users, {report.TestTouches.Count()} touches", "number", "value", "note");
        if (report.Accuracy is { } accuracy)
        {
            table.Row("Spearman with the true effects", accuracy.Spearman.Digits(3), $"within journeys, mean of {accuracy.RankedRows.Count()}; 1 is the true order");
            table.Row("root PEHE", accuracy.Pehe.Digits(4), "in probability");
            table.Row("slope", accuracy.Slope.Digits(2), "of the true effects on the estimates; ideally 1");
            table.Row("ratio", accuracy.Ratio.Digits(2), "of the sums of effects; ideally 1");
            table.Row("interval coverage", report.IntervalCoverage is { } share ? Percent(share) : "none", report.IntervalCoverage is null ? "this form has no intervals" : "nominally 90 %");
        }
        else
        {
            table.Row("Spearman, PEHE, slope, ratio", "none", $"the touches have no column '{AttributionFiles.TrueUplift}'");
        }

        if (report.MatchAuc is { } match)
        {
            string interval = match.Interval is { } bounds ? $", {bounds.Lower.Digits(3)} to {bounds.Upper.Digits(3)}" : "";
            table.Row("in-row match AUC", match.Value.Digits(3), $"{match.Rows.Count()} journeys{interval}; 0.5 is chance");
        }

        table.Row("AUC of the outcome", report.Auc.Digits(4), "observational probability");
        table.Row("log-loss of the outcome", report.LogLoss.Digits(4), "nats");
        table.Row("training", $"{fit.Seconds.Digits(1)} s", $"{fit.Rows.Count()} journeys, {fit.Touches.Count()} touches, {fit.EmptyJourneys.Count()} journeys empty");
        table.Row("processor time of training", $"{report.TrainingProcessorSeconds.Digits(1)} s", "over all threads");
        table.Row("processor time of scoring", $"{report.ScoringMicrosecondsPerJourney.Digits(1)} µs a journey", "in batch, with reading the columns");
        return table.FitRows(fit);
    }

    /// <summary>Adds what the fit showed about itself and its data.</summary>
    public static Table FitRows(this Table table, AlmMtaDiagnostics fit)
    {
        if (fit.EmissionWhenInspired.Count > 0)
        {
            table.Row("proxy codes when inspired", Numbers(fit.EmissionWhenInspired), "P(code | Z = 1) as used");
            table.Row("proxy codes when not", Numbers(fit.EmissionWhenNot), "P(code | Z = 0) as used");
            table.Row("outcome rate by proxy code", Numbers(fit.OutcomeRateByProxy), "near 1, the proxy was recorded after the outcome");
        }

        table.Row("observed bias", fit.ObservedBias.Digits(4), "mean probability less share of outcomes, held out");
        table.Row("stack share", fit.StackShare.Digits(1), "of the networks in the mediator");
        return table;
    }

    private static string Numbers(IReadOnlyList<double> values) => string.Join(" ", values.Select(value => value.Digits(3)));

    private static string Percent(double share) => $"{(100 * share).Digits(1)} %";
}
