// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Credits held against the truth.</summary>
/// <param name="Accuracy">Against the exact deletion effects.</param>
/// <param name="MatchAuc">In-row AUC of strict matches.</param>
/// <param name="Auc">AUC of the predicted outcome; NaN where nothing is predicted.</param>
/// <param name="ProcessorSeconds">Of fitting and scoring.</param>
internal sealed record CreditJudgement(AttributionAccuracy Accuracy, double MatchAuc, double Auc, double ProcessorSeconds)
{
    /// <summary>Fits and scores.</summary>
    public static CreditJudgement Of(CreditMethod method, CdpDraw draw, int seed)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        (float[]? probabilities, float[] credits) = method.Credit(draw, seed);
        TimeSpan after = Process.GetCurrentProcess().TotalProcessorTime;
        return new(
            AttributionAccuracy.Compute(credits, draw.TrueEffect, draw.Test.Offsets),
            AttributionMatchAuc.Compute(credits, draw.Test.ExactMatch, draw.Test.Offsets, draw.Test.User, draws: 0).Value,
            probabilities is null ? double.NaN : AreaUnderRocCurve.Compute<float>(probabilities, draw.Test.Label), (after - before).TotalSeconds);
    }

    /// <summary>Means over seeds as cells of the table.</summary>
    public static string Line(IReadOnlyList<CreditJudgement> runs, bool isEffect)
    {
        string Cell(Func<CreditJudgement, double> value, int digits, bool shown = true) =>
            !shown || double.IsNaN(runs.Average(value)) ? "" : runs.Average(value).ToString($"F{digits}", System.Globalization.CultureInfo.InvariantCulture);
        return string.Join(" | ",
            Cell(run => run.Accuracy.Spearman, 3), Cell(run => run.Accuracy.Pehe, 4, isEffect), Cell(run => run.Accuracy.Slope, 2, isEffect),
            Cell(run => run.Accuracy.Ratio, 2, isEffect), Cell(run => run.MatchAuc, 3), Cell(run => run.Auc, 3), Cell(run => run.ProcessorSeconds, 1));
    }
}
