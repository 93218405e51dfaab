// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A trained model held against the truth.</summary>
/// <param name="Q">Noise-free CS-Qini, scaled to 8,000 rows; higher is better.</param>
/// <param name="Pehe">Root mean squared error of the unit uplift; lower is better.</param>
/// <param name="BaseAuc">AUC of p0 on untreated rows.</param>
/// <param name="BaseLogLoss">Log-loss of p0 on untreated rows, nats.</param>
/// <param name="Dead">Share of rows with a dead unit uplift.</param>
/// <param name="TrainingSeconds">Processor seconds of the fit.</param>
/// <param name="MicrosecondsPerRow">Processor time of scoring.</param>
internal readonly record struct UniMvtJudgement(
    double Q, double Pehe, double BaseAuc, double BaseLogLoss, double Dead, double TrainingSeconds, double MicrosecondsPerRow)
{
    /// <summary>Fits and scores.</summary>
    public static UniMvtJudgement Of(UniMvtOptions options, CouponDraw draw, int seed)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        UniMvtModel model = UniMvtTrainer.Fit(options, draw.Training, seed, SilentMonitor.Instance, CancellationToken.None);
        return Of(model, draw, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
    }

    /// <summary>Scores.</summary>
    public static UniMvtJudgement Of(UniMvtModel model, CouponDraw draw, double trainingSeconds)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        var scorer = new UniMvtScorer(model);
        UniMvtTrainingData truth = draw.Truth;
        var uplift = new float[truth.Rows];
        var untreated = new List<float>();
        var labels = new List<bool>();
        var score = new UniMvtScore();
        var curve = new float[model.Settings.Grid.Length];
        for (int i = 0; i < truth.Rows; i++)
        {
            scorer.Score(truth.Features.AsSpan(i * truth.FeatureCount, truth.FeatureCount), [], float.NaN, ref score, curve);
            uplift[i] = score.UnitUplift;
            if (!truth.Treated[i])
            {
                untreated.Add(score.BaseProbability);
                labels.Add(truth.Label[i]);
            }
        }

        TimeSpan scored = Process.GetCurrentProcess().TotalProcessorTime;
        return new(
            NoiseFreeCsQini.Compute<float>(uplift, draw.TrueUnitUplift), RootPehe.Compute<float>(uplift, draw.TrueUnitUplift),
            AreaUnderRocCurve.Compute<float>([.. untreated], [.. labels]), LogLoss.Compute<float>([.. untreated], [.. labels]),
            model.Diagnostics!.DeadUnitUpliftFraction, trainingSeconds, (scored - before).TotalMicroseconds / truth.Rows);
    }

    /// <summary>Means over seeds.</summary>
    public static UniMvtJudgement Mean(IReadOnlyCollection<UniMvtJudgement> runs) => new(
        runs.Average(run => run.Q), runs.Average(run => run.Pehe), runs.Average(run => run.BaseAuc), runs.Average(run => run.BaseLogLoss),
        runs.Max(run => run.Dead), runs.Average(run => run.TrainingSeconds), runs.Average(run => run.MicrosecondsPerRow));
}
