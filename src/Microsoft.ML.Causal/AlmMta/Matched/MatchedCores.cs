// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The matched form with empirical-Bayes cores in both stages.</summary>
internal static class MatchedCores
{
    /// <summary>Fits both stages.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a model.</exception>
    public static MatchedFit Fit(
        AlmMtaOptions options, EncodedJourneys journeys, SoftLabels labels, RowSplit split, double[]? exposure, TopMatchRows? top, int seed, int threads,
        TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token)
    {
        var contrast = new MatchedMediatorFit(options, journeys, labels, split.Training);
        contrast.Run(seed, monitor, token, checkpoint.Stage("contrast"));
        token.ThrowIfCancellationRequested();
        contrast.Measure();
        double[] eta = contrast.Logits();
        double mean = CentredLogits.Centre(journeys.Data, eta, split.Training);
        OutcomeResult hazards = new HazardStage(options, journeys, eta, labels.Capped, split, exposure, top, seed, threads).Run(checkpoint, monitor, token);

        CoreParameters parameters = contrast.Core.Parameters;
        double[] variances = parameters.Variances();

        // Variances take squared features; those of numeric columns are not squared in scoring, so they add none.
        parameters.Groups.Single(group => group.Name == "numeric").Of(variances).Clear();
        return new(
            [
                .. CoreArrays.Write(parameters, parameters.Values, MediatorLogit.CorePrefix), .. CoreArrays.Write(parameters, variances, MediatorLogit.VariancePrefix),
                (MatchedScorer.MeanName, [1], [(float)mean]), .. hazards.Arrays,
            ],
            double.NaN, hazards.ValidationLoss);
    }
}
