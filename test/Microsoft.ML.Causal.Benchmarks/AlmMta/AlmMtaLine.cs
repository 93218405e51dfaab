// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>One fit in the table of ALM-MTA.</summary>
/// <param name="Setting">Setting of the world.</param>
/// <param name="Rows">Rows drawn; 0 where they were read from a file.</param>
/// <param name="Form">What was fitted.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Judgement">How well.</param>
internal sealed record AlmMtaLine(string Setting, int Rows, AlmMtaForm Form, int Seed, AlmMtaJudgement Judgement)
{
    /// <summary>The head of the table.</summary>
    /// <param name="seed">What the column of seeds holds.</param>
    public static string Header(string seed) =>
        $"| setting | rows | identification | form | {seed} | Spearman | PEHE | slope | ratio | AUC | in-row match AUC | coverage | α | training, s | CPU s | scoring, µs |"
        + Environment.NewLine + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>The line of one fit, or of the means of several of one form; of these with the lowest and highest Spearman.</summary>
    public static string Text(string seed, IReadOnlyList<AlmMtaLine> lines)
    {
        (string setting, int rows, AlmMtaForm form, _, AlmMtaJudgement first) = lines[0];
        string match = lines.Count == 1 && first.MatchAuc.Interval is { } interval
            ? FormattableString.Invariant($"{first.MatchAuc.Value:F3} [{interval.Lower:F3}, {interval.Upper:F3}]")
            : FormattableString.Invariant($"{Mean(run => run.MatchAuc.Value):F3}");
        string spread = lines.Count == 1
            ? ""
            : FormattableString.Invariant($" ({lines.Min(line => line.Judgement.Accuracy.Spearman):F3} to {lines.Max(line => line.Judgement.Accuracy.Spearman):F3})");
        return FormattableString.Invariant(
            $"| {setting} | {(rows > 0 ? rows : "file")} | {form.Identification} | {form.Name} | {seed} | {Mean(run => run.Accuracy.Spearman):F3}{spread} | {Mean(run => run.Accuracy.Pehe):F4} | {Mean(run => run.Accuracy.Slope):F2} | {Mean(run => run.Accuracy.Ratio):F2} | {Mean(run => run.Auc):F3} | {match} | {Mean(run => run.Coverage):F2} | {Mean(run => run.StackShare):F1} | {Mean(run => run.Seconds):F1} | {Mean(run => run.ProcessorSeconds):F1} | {Mean(run => run.MicrosecondsPerJourney):F1} |");

        double Mean(Func<AlmMtaJudgement, double> value) => lines.Average(line => value(line.Judgement));
    }
}
