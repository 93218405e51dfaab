// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>The matched form with empirical-Bayes cores in both stages.</summary>
internal static class MatchedCores
{
    /// <summary>Fits both stages.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a model.</exception>
    public static MatchedFit Fit(
        AlmMtaOptions options, EncodedJourneys journeys, SoftLabels labels, RowSplit split, double[]? exposure, TopMatchRows? top, int seed, int threads,
        AlmMtaFormer? former, TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token)
    {
        const string Name = "contrast";
        var contrast = new MatchedMediatorFit(options, journeys, labels, split.Training);
        former?.Continue(Name, contrast.Core.Parameters);
        double[]? then = former is null ? null : contrast.Logits();
        contrast.Run(seed, monitor, token, checkpoint.Stage(Name));
        token.ThrowIfCancellationRequested();
        contrast.Measure();
        double[] eta = contrast.Logits();
        double mean = CentredLogits.Mean(journeys.Data, eta, split.Training);
        if (former is not null)
        {
            // η̄ of former touches is that of the former model, moved by what has changed since, which new touches show.
            double stored = new NamedArrays(former.Model.Arrays, "").Get(MatchedScorer.MeanName).Values[0], share = former.Rows / (former.Rows + journeys.Data.Rows);
            mean += share * (stored - CentredLogits.Mean(journeys.Data, then!, split.Training));
        }

        CentredLogits.Centre(eta, mean);
        OutcomeResult hazards = new HazardStage(options, journeys, eta, labels.Capped, split, exposure, top, seed, threads, former).Run(checkpoint, monitor, token);

        CoreParameters parameters = contrast.Core.Parameters;
        double[] variances = parameters.Variances();

        // Variances take squared features; those of numeric columns are not squared in scoring, so they add none.
        parameters.Groups.Single(group => group.Name == "numeric").Of(variances).Clear();
        return new(
            [
                .. CoreArrays.Write(parameters, parameters.Values, MediatorLogit.CorePrefix), .. CoreArrays.Write(parameters, variances, MediatorLogit.VariancePrefix),
                (MatchedScorer.MeanName, [1], [(float)mean]), .. hazards.Arrays,
                .. options.Continuable ? parameters.Remember(0, 0).Arrays(parameters, AlmMtaFormer.PrefixOf(Name)) : [],
            ],
            double.NaN, hazards.ValidationLoss);
    }
}
