// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Causal;

/// <summary>Shapley credits of touches by reference models that have not seen the touches' users: labels that another model can be judged by.</summary>
/// <remarks>
/// Credits of the model under test would praise it for agreeing with itself, so the worth of a coalition comes from another one, and each
/// row's from a fit without its user (cross-fitting). Labels are as good as the reference: one that is confounded hands its order of touches on, and
/// <see cref="GroupedAttributionAuuc"/> on such labels rewards the same mistake.
/// </remarks>
/// <param name="Credits">One array per journey, in the order of the data: the credit of each of its most recent touches, at most <see cref="AlmMtaOptions.MaxTouchpoints"/>.</param>
/// <param name="Fits">What the fits showed, one per fold.</param>
public sealed record ReferenceCredits(IReadOnlyList<float[]> Credits, IReadOnlyList<AlmMtaDiagnostics> Fits)
{
    internal static ReferenceCredits Fit(MLContext mlContext, AlmMtaOptions options, IDataView journeys, int folds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        options = options.Validated() with { Outputs = AlmMtaOutputs.ShapleyCredit, Intervals = false, CheckpointFolder = null };
        IHost host = ((IHostEnvironment)mlContext).Register("AlmMtaReference");
        int seed = options.Seed ?? host.Rand.Next();
        using var log = new TrainingLog(host);
        AlmMtaTrainingData data = AlmMtaRowReader.Read(options, journeys, seed).Data;
        if (options.NeedsPropensities && data.Cluster is not null)
            data.LogPropensity = ExposurePropensities.Fit(mlContext, data, seed);
        int[] foldOf = UserFolds.Draw(data, folds, new RandomStream(seed, "reference folds"));
        var credits = new float[data.Rows][];
        var fits = new AlmMtaDiagnostics[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            int[] seen = [.. Enumerable.Range(0, data.Rows).Where(i => foldOf[i] != fold)], held = [.. Enumerable.Range(0, data.Rows).Where(i => foldOf[i] == fold)];
            log.Message($"Reference model {fold + 1} of {folds}: {seen.Length} journeys to train on, {held.Length} to credit.");
            AlmMtaModel model = AlmMtaTrainer.Fit(options, data.Take(seen), seed, log, options.CancellationToken);
            options.CancellationToken.ThrowIfCancellationRequested();
            fits[fold] = model.Diagnostics!;
            AlmMtaScorer scorer = AlmMtaScorer.Of(model);
            var reader = new TrainingJourneyReader(data);
            var score = new AlmMtaScore(options.MaxTouchpoints);
            foreach (int i in held)
            {
                scorer.Score(reader.Read(i), score);
                credits[i] = score.ShapleyCredit.ToArray();
            }
        }

        return new(credits, fits);
    }
}
