// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains ALM-MTA on plain arrays.</summary>
internal static class AlmMtaTrainer
{
    /// <summary>Fits the model that the options ask for.</summary>
    /// <param name="options">Validated here.</param>
    /// <param name="data">Checked here.</param>
    /// <param name="seed">Seed of initialisation, shuffling and resampling; <see cref="AlmMtaOptions.Seed"/> is not looked at.</param>
    /// <param name="monitor">Hears messages and progress.</param>
    /// <param name="token">Ends training early.</param>
    /// <param name="former">A model of earlier journeys to continue from; null begins anew.</param>
    /// <returns>The model, with its diagnostics.</returns>
    /// <exception cref="InvalidOperationException">The rows cannot be learned from.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was a model.</exception>
    public static AlmMtaModel Fit(
        AlmMtaOptions options, AlmMtaTrainingData data, int seed, ITrainingMonitor monitor, CancellationToken token, AlmMtaFormer? former = null)
    {
        AlmMtaTrainingDataChecks.Check(options.Validated(), data, continues: former is not null);
        former?.Check(options, data);
        if (former is not null)
            monitor.Message($"Continues from a model of {former.Settings.TrainingRows:F0} rows, of which {former.Rows:F0} count, with {data.Rows} further rows.");
        TrainingCheckpoint checkpoint = TrainingCheckpoint.Open(options.CheckpointFolder, AlmMtaArchive.Kind, hash =>
        {
            hash.Add(options with { Threads = null, CheckpointFolder = null, Seed = null, ItemContent = null }, options.Engine, seed);
            data.AddTo(hash);
            former?.AddTo(hash);
        }, monitor);
        AlmMtaModel model = options.ResolvedIdentification switch
        {
            AlmMtaIdentification.ObservedProxy => ObservedTrainer.Fit(options, data, seed, former, checkpoint, monitor, token),
            AlmMtaIdentification.MatchedOutcome => MatchedTrainer.Fit(options, data, seed, former, checkpoint, monitor, token),
            AlmMtaIdentification.Paper => PaperTrainer.Fit(options, data, seed, checkpoint, monitor, token),
            AlmMtaIdentification other => throw new ArgumentException(
                $"{nameof(AlmMtaOptions)}.{nameof(AlmMtaOptions.Identification)} {other} has no trainer.", nameof(options)),
        };
        model = ValidityReview.Complete(options, data, seed, model);
        if (!model.Diagnostics!.Cancelled)
            checkpoint.Remove();
        double rows = (former?.Rows ?? 0) + data.Rows;
        AlmMtaModelSettings settings = model.Settings with
        {
            TrainingRows = options.Continuable && model.Settings is { Identification: not AlmMtaIdentification.Paper, Fit: AlmMtaFitKind.Stacked } ? rows : 0,
            Outputs = options.Outputs,
            ShapleyOrders = options.ShapleyOrders,
            ShapleySeed = seed,
        };
        return new(settings, model.Arrays, model.Diagnostics! with { FormerRows = former?.Rows ?? 0 });
    }
}
