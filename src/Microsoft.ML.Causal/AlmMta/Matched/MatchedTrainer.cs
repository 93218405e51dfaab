// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal;

/// <summary>Trains <see cref="AlmMtaIdentification.MatchedOutcome"/>: soft labels, contrasts within rows, hazards, marginal.</summary>
internal static class MatchedTrainer
{
    /// <summary>Fits the model.</summary>
    /// <exception cref="InvalidOperationException">No producer has a match that says anything.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was a model.</exception>
    public static AlmMtaModel Fit(
        AlmMtaOptions options, AlmMtaTrainingData data, int seed, AlmMtaFormer? former, TrainingCheckpoint checkpoint, ITrainingMonitor monitor,
        CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        int threads = options.Threads ?? Environment.ProcessorCount;
        JourneyEncoding encoding = former?.Encoding(data) ?? JourneyEncoding.Fit(data);
        var journeys = new EncodedJourneys(data, encoding);
        RowSplit split = RowSplit.Of(data, options.ValidationFraction, seed);
        SoftLabels labels = SoftLabels.Of(data, split.Training, seed, monitor, former);
        monitor.Message($"Soft labels: a cause is known for {labels.Capped.Sum():F0} works of {data.Label.Count(y => y)}; base {labels.Table.Base:F3}.");

        if (former is null && !data.Label.Where((_, i) => IsInformative(data, labels, i)).Any())
        {
            throw new InvalidOperationException(
                $"Match column '{options.MatchColumnName}' tells no touch from its row's others in any positive row; {nameof(AlmMtaIdentification.MatchedOutcome)} "
                + "learns from positive rows of two or more touches, one of which matches the work better than chance.");
        }

        AlmMtaModelSettings settings = AlmMtaModelSettings.Of(options, data, encoding) with { Identification = AlmMtaIdentification.MatchedOutcome };
        ExposureWeights? weights = ExposureWeights.Of(options, options.Components.ExposureWeighting, data, monitor);
        TopMatchRows? top = TopMatchRows.Of(data, split.Training, options.Components.TopMatches, monitor);
        MatchedFit fit = options.Fit == AlmMtaFitKind.Networks
            ? MatchedNetworks.Fit(options, journeys, labels, split, weights?.Values, top, seed, threads, checkpoint, monitor, token)
            : MatchedCores.Fit(options, journeys, labels, split, weights?.Values, top, seed, threads, former, checkpoint, monitor, token);
        if (options.Fit == AlmMtaFitKind.Networks)
            settings = settings with { StackShare = 1, Towers = 1 };
        var diagnostics = new AlmMtaDiagnostics
        {
            Identification = settings.Identification,
            StackShare = settings.StackShare,
            MediatorValidationLoss = fit.MediatorValidationLoss,
            OutcomeValidationLoss = fit.OutcomeValidationLoss,
            TopMatchTouchShare = top?.TouchShare,
            EffectiveSampleSize = weights?.EffectiveSampleSize,
            ClippedWeights = weights?.Clipped,
        };
        List<(string, int[], float[])> arrays = [.. encoding.Arrays(), .. fit.Arrays, .. options.Continuable && options.Fit == AlmMtaFitKind.Stacked ? labels.Arrays() : []];
        AlmMtaModel model = AlmMtaModelReview.Complete(settings, arrays, diagnostics, data, split.Validation, former);
        return new(model.Settings, model.Arrays, model.Diagnostics! with { Seconds = clock.Elapsed.TotalSeconds });
    }

    private static bool IsInformative(AlmMtaTrainingData data, SoftLabels labels, int i) =>
        data.Length(i) > 1 && labels.Raw.AsSpan(data.Offsets[i], data.Length(i)).ContainsAnyExcept(0.0);
}
