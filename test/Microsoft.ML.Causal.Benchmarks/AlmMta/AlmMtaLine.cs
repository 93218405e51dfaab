// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>One fit in the table of ALM-MTA.</summary>
/// <param name="Setting">Setting of the world.</param>
/// <param name="Rows">Rows drawn; 0 where they were read from a file.</param>
/// <param name="Form">What was fitted.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Judgement">How well.</param>
internal sealed record AlmMtaLine(string Setting, int Rows, AlmMtaForm Form, int Seed, AlmMtaJudgement Judgement)
{
    /// <summary>The head of the table of fits.</summary>
    public static string Header =>
        "| setting | rows | identification | form | seed | Spearman | PEHE | slope | ratio | AUC | in-row match AUC | coverage | α | training, s | CPU s | scoring, µs |"
        + Environment.NewLine + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>The head of the table of means.</summary>
    public static string MeansHeader =>
        "| setting | rows | identification | form | Spearman | PEHE | slope | ratio | AUC | in-row match AUC | coverage | α | CPU s |" + Environment.NewLine
        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>The line of this fit.</summary>
    public override string ToString()
    {
        AlmMtaJudgement run = Judgement;
        string interval = run.MatchAuc.Interval is { } bounds ? FormattableString.Invariant($" [{bounds.Lower:F3}, {bounds.Upper:F3}]") : "";
        return FormattableString.Invariant(
            $"| {Place} | {Seed} | {run.Accuracy.Spearman:F3} | {run.Accuracy.Pehe:F4} | {run.Accuracy.Slope:F2} | {run.Accuracy.Ratio:F2} | {run.Auc:F3} | {run.MatchAuc.Value:F3}{interval} | {run.Coverage:F2} | {run.StackShare:F1} | {run.Seconds:F1} | {run.ProcessorSeconds:F1} | {run.MicrosecondsPerJourney:F1} |");
    }

    /// <summary>The line of the means of fits that differ in their seeds, the single values of what matters most in brackets.</summary>
    public static string Means(IReadOnlyList<AlmMtaLine> lines)
    {
        string accuracy = string.Join(
            " | ", Values(run => run.Accuracy.Spearman, "F3"), Values(run => run.Accuracy.Pehe, "F4"), Values(run => run.Accuracy.Slope, "F2"), Values(run => run.Accuracy.Ratio, "F2"));
        return FormattableString.Invariant(
            $"| {lines[0].Place} | {accuracy} | {Mean(run => run.Auc):F3} | {Mean(run => run.MatchAuc.Value):F3} | {Mean(run => run.Coverage):F2} | {Mean(run => run.StackShare):F1} | {Mean(run => run.ProcessorSeconds):F1} |");

        double Mean(Func<AlmMtaJudgement, double> value) => lines.Average(line => value(line.Judgement));

        string Values(Func<AlmMtaJudgement, double> value, string format)
        {
            return $"{Text(Mean(value))} ({string.Join(", ", lines.Select(line => Text(value(line.Judgement))))})";

            string Text(double number) => number.ToString(format, CultureInfo.InvariantCulture);
        }
    }

    private string Place => $"{Setting} | {(Rows > 0 ? Rows.ToString(CultureInfo.InvariantCulture) : "file")} | {Form.Identification} | {Form.Name}";
}
