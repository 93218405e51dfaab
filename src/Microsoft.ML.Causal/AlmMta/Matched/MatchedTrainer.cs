// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal;

/// <summary>Trains <see cref="AlmMtaIdentification.MatchedOutcome"/>: soft labels, contrasts within rows, hazards, marginal.</summary>
internal static class MatchedTrainer
{
    /// <summary>Fits the model.</summary>
    /// <exception cref="InvalidOperationException">No producer has a match that says anything.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was a model.</exception>
    public static AlmMtaModel Fit(AlmMtaOptions options, AlmMtaTrainingData data, int seed, ITrainingMonitor monitor, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        int threads = options.Threads ?? Environment.ProcessorCount;
        JourneyEncoding encoding = JourneyEncoding.Fit(data);
        var journeys = new EncodedJourneys(data, encoding);
        RowSplit split = RowSplit.Of(data, options.ValidationFraction, seed);
        SoftLabels labels = SoftLabels.Of(data, split.Training, seed, monitor);
        monitor.Message($"Soft labels: a cause is known for {labels.Capped.Sum():F0} works of {data.Label.Count(y => y)}; base {labels.Table.Base:F3}.");

        var contrast = new MatchedMediatorFit(options, journeys, labels, split.Training);
        if (contrast.Rows == 0)
        {
            throw new InvalidOperationException(
                $"Match column '{options.MatchColumnName}' tells no touch from its row's others in any positive row; {nameof(AlmMtaIdentification.MatchedOutcome)} "
                + "learns from positive rows of two or more touches, one of which matches the work better than chance.");
        }

        contrast.Run(seed, monitor, token);
        token.ThrowIfCancellationRequested();
        contrast.Measure();
        double[] centred = Centre(journeys, contrast.Core, split.Training, out double mean);
        OutcomeResult hazards = new HazardStage(options, journeys, centred, labels.Capped, split, seed, threads).Run(monitor, token);

        AlmMtaModelSettings settings = AlmMtaModelSettings.Of(options, data, encoding) with { Identification = AlmMtaIdentification.MatchedOutcome };
        double[] variances = contrast.Core.Parameters.Variances();
        contrast.Core.Parameters.Groups.Single(group => group.Name == "numeric").Of(variances).Clear();
        List<(string, int[], float[])> arrays =
        [
            .. encoding.Arrays(), .. CoreArrays.Write(contrast.Core.Parameters, contrast.Core.Parameters.Values, "mediator.core."),
            .. CoreArrays.Write(contrast.Core.Parameters, variances, "mediator.variance."),
            (MatchedScorer.MeanName, [1], [(float)mean]), .. hazards.Arrays,
        ];
        var diagnostics = new AlmMtaDiagnostics { Identification = settings.Identification, OutcomeValidationLoss = hazards.ValidationLoss };
        AlmMtaModel model = AlmMtaModelReview.Complete(settings, arrays, diagnostics, data, split.Validation);
        return new(model.Settings, model.Arrays, model.Diagnostics! with { Seconds = clock.Elapsed.TotalSeconds });
    }

    /// <summary>η − η̄ of every touch, η̄ the mean over the touches of training rows.</summary>
    private static double[] Centre(EncodedJourneys journeys, MediatorCore core, ReadOnlySpan<int> training, out double mean)
    {
        AlmMtaTrainingData data = journeys.Data;
        var eta = new double[data.Touches];
        var scratch = new double[core.Scratch];
        for (int i = 0; i < data.Rows; i++)
            core.Forward(journeys.Row(i), eta.AsSpan(data.Offsets[i], data.Length(i)), scratch);
        double sum = 0, touches = 0;
        foreach (int i in training)
        {
            foreach (double value in eta.AsSpan(data.Offsets[i], data.Length(i)))
                sum += value;
            touches += data.Length(i);
        }

        mean = sum / touches;
        for (int j = 0; j < eta.Length; j++)
            eta[j] -= mean;
        return eta;
    }
}
