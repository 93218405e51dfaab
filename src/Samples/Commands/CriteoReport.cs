// Licensed under the MIT licence; see LICENSE in the repository root.

using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the Criteo sample says about a model, on sequences of held-out users; the property names are those of the JSON file.</summary>
internal sealed record CriteoReport
{
    /// <summary>Thresholds on the score that coverage is told for.</summary>
    public static double[] Thresholds { get; } = [0.5, 0.8, 0.9, 0.95, 0.99];

    public required int Seed { get; init; }

    public required int MaxLength { get; init; }

    public required int TestRows { get; init; }

    public required int TestTouches { get; init; }

    public required double PositiveShare { get; init; }

    /// <summary>AUC of the observational probability of a sale.</summary>
    public required double Auc { get; init; }

    /// <summary>Log-loss of the same, nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Coverage and depth of the touches that a threshold on the score would keep.</summary>
    public required IReadOnlyList<CoveragePoint> Coverage { get; init; }

    public required AlmMtaDiagnostics Fit { get; init; }

    /// <summary>Methods of the literature on the same sequences; none where the log has basic fields only.</summary>
    public IReadOnlyList<CriteoBaseline> Baselines { get; init; } = [];

    /// <summary>The log of held-out users under smaller budgets, by ALM-MTA's credits and others.</summary>
    public ReplayReport? Replay { get; init; }

    public static CriteoReport Of(int seed, int maxLength, AlmMtaDiagnostics fit, NumberColumns rows, TouchScores touches, CoverageCurve coverage)
    {
        float[] probability = rows["ObservedProbability"];
        bool[] label = rows.Truth(CriteoJourneys.Label);
        return new CriteoReport
        {
            Seed = seed,
            MaxLength = maxLength,
            TestRows = label.Length,
            TestTouches = touches.Score.Length,
            PositiveShare = label.Count(y => y) / (double)label.Length,
            Auc = AreaUnderRocCurve.Compute<float>(probability, label),
            LogLoss = Causal.LogLoss.Compute<float>(probability, label),
            Coverage = coverage.Points,
            Fit = fit,
        };
    }

    public Table Table()
    {
        Table table = Screen.Table($"{TestRows.Count()} sequences of held-out users, {TestTouches.Count()} touches", "number", "value", "note")
            .Row("AUC of a sale", Auc.Digits(4), "observational probability")
            .Row("log-loss of a sale", LogLoss.Digits(4), $"nats; {(100 * PositiveShare).Digits(1)} % of the sequences end in a sale")
            .Row("training", $"{Fit.Seconds.Digits(1)} s", $"{Fit.Rows.Count()} sequences, {Fit.Touches.Count()} touches")
            .FitRows(Fit);
        foreach (CriteoBaseline method in Baselines)
            table.Row($"{method.Name}: AUC of a sale", method.Auc.Digits(4), $"log-loss {method.LogLoss.Digits(4)} nats");
        return table;
    }

    public Table CoverageTable()
    {
        Table table = Screen.Table("what a threshold on the score keeps", "threshold", "sequences with such a touch", "such touches in each");
        foreach (CoveragePoint at in Coverage)
            table.Row(at.Threshold.Digits(2), $"{(100 * at.Coverage).Digits(1)} %", at.Depth.Digits(2));
        return table;
    }
}
