// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The matched form with a tower in each stage.</summary>
internal static class MatchedNetworks
{
    /// <summary>Fits both stages.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a model.</exception>
    public static MatchedFit Fit(
        AlmMtaOptions options, EncodedJourneys journeys, SoftLabels labels, RowSplit split, double[]? exposure, TopMatchRows? top, int seed, int threads,
        TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token)
    {
        TrainingEngine engine = options.Engine ?? new ManagedEngine(threads);
        var inputs = new TowerInputs<float>(journeys);
        using var contrast = new ContrastTowerFit(options, inputs, labels, ComponentTargets.Of(options, journeys, split, seed), engine, seed);
        contrast.Run(split, seed, monitor, token, checkpoint.Stage("contrast tower"));
        token.ThrowIfCancellationRequested();
        double[] eta = contrast.Logits();
        double mean = CentredLogits.Mean(journeys.Data, eta, split.Training);
        CentredLogits.Centre(eta, mean);
        using var hazards = new HazardTowerFit(options, inputs, eta, labels.Capped, exposure, engine, seed);
        hazards.Run(split, seed, monitor, token, checkpoint.Stage("hazard tower"));
        token.ThrowIfCancellationRequested();
        monitor.Message($"Hazards: γ = {hazards.Slope:F2}; held-out loss {hazards.ValidationLoss:F5} nats per row.");

        AlmMtaTrainingData data = journeys.Data;
        double[] weight = [.. split.Training.Select(i => (data.Weight?[i] ?? 1) / (data.Label[i] ? 1 : options.NegativeKeepRate))];
        MarginalLogit marginal = MarginalLogit.Fit(
            journeys, split.Training, hazards.OwnLogs(split.Training), weight, options.MarginalRidge, options.ResidualQuantiles).Over(journeys, top, hazards.OwnLogs);
        return new(
            [
                .. contrast.Arrays(MediatorLogit.TowerPrefix(0)), (MatchedScorer.MeanName, [1], [(float)mean]),
                .. hazards.Arrays(MatchedHazards.Prefix), .. marginal.Arrays(MatchedHazards.Prefix),
            ],
            contrast.ValidationLoss, hazards.ValidationLoss);
    }
}
