// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Trains the outcome tower on a sample of the rows, and fits the marginal of b to all of them by weights.</summary>
internal static class OutcomeTowerStage
{
    /// <summary>Trains.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: without an outcome there is no model.</exception>
    public static OutcomeResult Run(
        AlmMtaOptions options, EncodedJourneys journeys, MediatorMixture mixture, RowSplit split, double[]? exposure, TopMatchRows? top, int seed, int threads,
        TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token)
    {
        AlmMtaTrainingData data = journeys.Data;
        var random = new RandomStream(seed, "outcome/sampling");
        bool all = options.Sampling == AlmMtaSampling.All;
        NegativeSample training = all ? new(split.Training, 1) : NegativeSample.TwoToThree(data, split.Training, random);
        NegativeSample validation = all ? new(split.Validation, 1) : NegativeSample.At(training.KeepRate, data, split.Validation, random);
        using var fit = new OutcomeTowerFit(
            options, new TowerInputs<float>(journeys), mixture, exposure, options.Engine ?? new ManagedEngine(threads), seed);
        fit.Run(training.Rows, validation.Rows, new RandomStream(seed, "outcome/shuffling"), monitor, token, checkpoint.Stage("outcome tower"));
        token.ThrowIfCancellationRequested();
        monitor.Message($"Outcome tower: held-out loss {fit.ValidationLoss:F5} nats per sampled row, {training.KeepRate:P1} of the negative rows kept.");

        double[] weight = Array.ConvertAll(training.Rows, i => (data.Weight?[i] ?? 1.0) / (data.Label[i] ? 1 : training.KeepRate * options.NegativeKeepRate));
        MarginalLogit marginal = MarginalLogit.Fit(journeys, training.Rows, fit.Logits(training.Rows), weight, options.MarginalRidge, options.ResidualQuantiles)
            .Over(journeys, top, fit.Logits);

        // A logit learned where a share r of the negatives was kept is too high by −log r.
        double shift = Math.Log(training.KeepRate * options.NegativeKeepRate);
        return new(
            [.. fit.Arrays(ObservedOutcomeArrays.Prefix, shift), .. marginal.Shifted(shift).Arrays(ObservedOutcomeArrays.Prefix)], fit.ValidationLoss);
    }
}
