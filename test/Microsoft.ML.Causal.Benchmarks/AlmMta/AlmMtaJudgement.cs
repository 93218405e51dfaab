// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A trained model held against the truth.</summary>
/// <param name="Accuracy">Of the deletion effects.</param>
/// <param name="Auc">AUC of the observational probability.</param>
/// <param name="MatchAuc">In-row AUC of the strict matches.</param>
/// <param name="Coverage">Share of the true effects inside their intervals; NaN without intervals.</param>
/// <param name="StackShare">α.</param>
/// <param name="Seconds">Wall-clock time of the fit.</param>
/// <param name="ProcessorSeconds">Processor time of the fit.</param>
/// <param name="MicrosecondsPerJourney">Processor time of scoring a journey, one thread.</param>
internal sealed record AlmMtaJudgement(
    AttributionAccuracy Accuracy, double Auc, AttributionMatchAuc MatchAuc, double Coverage, double StackShare, double Seconds, double ProcessorSeconds,
    double MicrosecondsPerJourney)
{
    /// <summary>Fits and scores.</summary>
    public static AlmMtaJudgement Of(AlmMtaOptions options, CdpDraw draw, int seed, ITrainingMonitor monitor)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        AlmMtaModel model = AlmMtaTrainer.Fit(options, draw.Training, seed, monitor, CancellationToken.None);
        return Of(model, options, draw, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    /// <summary>Scores.</summary>
    public static AlmMtaJudgement Of(AlmMtaModel model, AlmMtaOptions options, CdpDraw draw, double processorSeconds)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(model);
        AlmMtaTrainingData test = draw.Test;
        var reader = new TrainingJourneyReader(test);
        var score = new AlmMtaScore(options.MaxTouchpoints);
        var uplift = new float[test.Touches];
        var observed = new float[test.Rows];
        float[] truth = options.Effect == AlmMtaEffect.Do ? draw.TrueEffect : draw.TrueTreatedEffect;
        int inside = 0;
        for (int i = 0; i < test.Rows; i++)
        {
            scorer.Score(reader.Read(i), score);
            observed[i] = score.ObservedProbability;
            score.Uplift.CopyTo(uplift.AsSpan(test.Offsets[i]));
            for (int j = 0; j < score.Length; j++)
                inside += truth[test.Offsets[i] + j] >= score.Lower[j] && truth[test.Offsets[i] + j] <= score.Upper[j] ? 1 : 0;
        }

        return new(
            AttributionAccuracy.Compute(uplift, truth, test.Offsets), AreaUnderRocCurve.Compute<float>(observed, test.Label),
            AttributionMatchAuc.Compute(uplift, test.ExactMatch, test.Offsets, test.User), model.Settings.BootstrapFits > 0 ? inside / (double)test.Touches : double.NaN,
            model.Diagnostics!.StackShare, model.Diagnostics.Seconds, processorSeconds, Time(scorer, test));
    }

    /// <summary>Scores all test rows again, until a quarter of a second has passed: the first pass compiled the code.</summary>
    private static double Time(AlmMtaScorer scorer, AlmMtaTrainingData test)
    {
        var reader = new TrainingJourneyReader(test);
        var score = new AlmMtaScore(scorer.Settings.MaxTouchpoints);
        TimeSpan before = Environment.CpuUsage.TotalTime, spent = TimeSpan.Zero;
        int passes = 0;
        for (; spent.TotalSeconds < .25; passes++, spent = Environment.CpuUsage.TotalTime - before)
        {
            for (int i = 0; i < test.Rows; i++)
                scorer.Score(reader.Read(i), score);
        }

        return spent.TotalMicroseconds / ((double)passes * test.Rows);
    }
}
