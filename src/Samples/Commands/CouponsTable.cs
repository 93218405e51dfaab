// Licensed under the MIT licence; see LICENSE in the repository root.

using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The table that the coupons sample ends with.</summary>
internal static class CouponsTable
{
    public static Table Of(CouponsReport report)
    {
        FitReport fit = report.Fit;
        Table table = Screen.Table($"UniMVT, {report.Preset}, seed {report.Seed}", "what", "value", "beside it");
        string models = report.EnsembleSize == 1 ? "1 model" : $"{report.EnsembleSize} models";
        table.Row("test rows", report.TestRows.Count(), $"{report.TreatedTestRows.Count()} treated, {(report.TestRows - report.TreatedTestRows).Count()} controls");
        if (report is { NoiseFreeCsQini: double q, OracleNoiseFreeCsQini: double oracle, RootPehe: double pehe, ConstantRootPehe: double constant })
        {
            table.Row("Q: CS-Qini on the truth, for 8,000 rows", q.Digits(1), $"true order {oracle.Digits(1)}");
            table.Row("root PEHE of the unit uplift", pehe.Digits(4), $"a constant {constant.Digits(4)}");
        }
        else
        {
            table.Row("Q and PEHE", "none", $"the test file has no column '{CouponFile.TrueUnitUplift}'");
        }

        table.Row("base AUC", report.BaseAuc.Digits(4), "on controls");
        table.Row("base log-loss", report.BaseLogLoss.Digits(4), "nats, on controls");
        table.Row("base calibration error", report.BaseCalibrationError.Digits(4), "10 bins of equal mass, on controls");
        table.Row("CS-AUUC", report.CsAuuc.Digits(1), $"{report.CsAuucPerRow.Digits(5)} per row");
        table.Row("CS-Qini", report.CsQini.Digits(1), $"{report.CsQiniPerRow.Digits(5)} per row");
        table.Row("training", $"{report.TrainingSeconds.Digits(1)} s", $"{fit.Rows.Count()} rows, {models}");
        table.Row("scoring", $"{report.ScoringMicrosecondsPerRow.Digits(2)} µs a row", "in batch");
        table.Row("encoding and link", $"{fit.InputEncoding}, {fit.ResponseLink}", Candidates(fit));
        table.Row("tiers", string.Join(" ", fit.Tiers.Select(tier => tier.Digits(2))), fit.IntensitiesCluster ? "intensities cluster" : "quantiles");
        table.Row("dead unit uplift", Percent(fit.DeadUnitUpliftFraction), "of training rows");
        table.Row("clamp rate", Percent(fit.ClampRate), "of treated training rows");
        if (fit.PropensityAuc is double auc)
            table.Row("overlap: AUC of the propensity", auc.Digits(3), $"{Percent(fit.ShareOutsideOverlap ?? 0)} of rows outside the clipping bounds");
        table.Row("off-support score", fit.OffSupportScores.DefaultIfEmpty(0).Max().Digits(2), "worst of the grid; 0 is covered, 1 is extrapolation");
        return table;
    }

    private static string Candidates(FitReport fit) => fit.Candidates.Count == 0
        ? "as the options say"
        : string.Join(", ", fit.Candidates.Select(c => $"{c.InputEncoding}/{c.ResponseLink} {c.HeldOutLogLoss.Digits(4)}"));

    private static string Percent(double share) => $"{(100 * share).Digits(2)} %";
}
