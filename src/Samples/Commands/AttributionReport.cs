// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>What the attribution sample says about a model, on journeys of held-out users; the property names are those of the JSON file.</summary>
internal sealed record AttributionReport
{
    public required AlmMtaIdentification Identification { get; init; }

    public string? Proxy { get; init; }

    public string? Match { get; init; }

    /// <summary>What the content vectors of items came from.</summary>
    public required string ItemContent { get; init; }

    public required int Seed { get; init; }

    public required int TestRows { get; init; }

    public required int TestTouches { get; init; }

    /// <summary>Spearman, PEHE, slope and ratio of the effects against the true ones; null without the truth.</summary>
    public AttributionAccuracy? Accuracy { get; init; }

    /// <summary>Share of the true effects inside their intervals, nominally 90 %; null without the truth or without intervals.</summary>
    public double? IntervalCoverage { get; init; }

    /// <summary>How well effects find exact matches within a journey; null without such a column.</summary>
    public AttributionMatchAuc? MatchAuc { get; init; }

    /// <summary>AUC of the observational probability of the outcome.</summary>
    public required double Auc { get; init; }

    /// <summary>Log-loss of the same, nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Processor time of training, seconds over all threads.</summary>
    public required double TrainingProcessorSeconds { get; init; }

    /// <summary>Processor time of scoring a journey in batch, reading the scores included.</summary>
    public required double ScoringMicrosecondsPerJourney { get; init; }

    public required AlmMtaDiagnostics Fit { get; init; }

    public static AttributionReport Of(
        AlmMtaOptions options, string content, AttributionFiles files, AlmMtaTransformer model, TouchScores scores, NumberColumns probabilities, TimeSpan training,
        TimeSpan scoring)
    {
        JourneyTable table = files.Table;
        int[] rows = files.TestRows, touches = table.TouchesOf(rows);
        float[] probability = probabilities["ObservedProbability"];
        bool[] label = [.. rows.Select(row => table.Scalar<bool>(AttributionFiles.Label)[row])];
        // Touches too long ago for the model have no effect that it could be judged by.
        float[] uplift = [.. scores.Uplift.Select(value => float.IsNaN(value) ? 0 : value)];
        float[]? truth = files.HasTruth ? Of(AttributionFiles.TrueUplift) : null;
        return new AttributionReport
        {
            Identification = options.Identification,
            Proxy = options.ProxyColumnName,
            Match = options.MatchColumnName,
            ItemContent = content,
            Seed = options.Seed ?? 0,
            TestRows = rows.Length,
            TestTouches = touches.Length,
            Accuracy = truth is null ? null : AttributionAccuracy.Compute(uplift, truth, scores.Offsets),
            IntervalCoverage = truth is null || !model.HasIntervals ? null : truth.Index().Average(t => t.Item >= scores.Lower[t.Index] && t.Item <= scores.Upper[t.Index] ? 1.0 : 0),
            MatchAuc = files.HasExactMatch
                ? AttributionMatchAuc.Compute(uplift, [.. Of(AttributionFiles.ExactMatch).Select(flag => flag == 1)], scores.Offsets, [.. rows.Select(row => (int)files.Users[row])])
                : null,
            Auc = AreaUnderRocCurve.Compute<float>(probability, label),
            LogLoss = Causal.LogLoss.Compute<float>(probability, label),
            TrainingProcessorSeconds = training.TotalSeconds,
            ScoringMicrosecondsPerJourney = scoring.TotalMicroseconds / rows.Length,
            Fit = model.Diagnostics!,
        };

        float[] Of(string column) => [.. touches.Select(touch => table.Touches<float>(column)[touch])];
    }
}
