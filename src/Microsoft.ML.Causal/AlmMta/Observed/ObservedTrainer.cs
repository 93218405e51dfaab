// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal;

/// <summary>Trains <see cref="AlmMtaIdentification.ObservedProxy"/>: emission tables, mediator, outcome, marginal.</summary>
internal static class ObservedTrainer
{
    /// <summary>Fits the model.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a model.</exception>
    public static AlmMtaModel Fit(
        AlmMtaOptions options, AlmMtaTrainingData data, int seed, AlmMtaFormer? former, TrainingCheckpoint checkpoint, ITrainingMonitor monitor,
        CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        int threads = options.Threads ?? Environment.ProcessorCount;
        var counts = EmissionCounts.Of(data, former);
        EmissionTables emission = EmissionTables.Of(options, counts, monitor);
        JourneyEncoding encoding = former?.Encoding(data) ?? JourneyEncoding.Fit(data);
        var journeys = new EncodedJourneys(data, encoding);
        RowSplit split = RowSplit.Of(data, options.ValidationFraction, seed);

        MatchLikelihood? matches = MatchLikelihood.Of(options, data, split.Training, seed, former, monitor);
        MediatorResult mediator = new MediatorStage(options, journeys, emission, split, matches, seed, threads, former).Run(checkpoint, monitor, token);
        var mixture = new MediatorMixture(data, mediator.Chances, emission);
        ExposureWeights? weights = ExposureWeights.Of(options, options.Components.ExposureWeighting, data, monitor);
        TopMatchRows? top = TopMatchRows.Of(data, split.Training, options.Components.TopMatches, monitor);
        OutcomeResult outcome = options.Fit == AlmMtaFitKind.Networks
            ? OutcomeTowerStage.Run(options, journeys, mixture, split, weights?.Values, top, seed, threads, checkpoint, monitor, token)
            : new OutcomeStage(options, journeys, mixture, split, weights?.Values, top, seed, threads, former).Run(checkpoint, monitor, token);

        var settings = new AlmMtaModelSettings
        {
            Identification = AlmMtaIdentification.ObservedProxy,
            Fit = options.Fit,
            MaxTouchpoints = options.MaxTouchpoints,
            KeyCardinalities = data.KeyCardinalities,
            ClusterCount = encoding.Shape.Clusters,
            ClusterByItem = encoding.ItemCluster.Length > 0,
            ContentWidth = encoding.Shape.Content,
            ContentByTouch = data.ContentByTouch,
            NumericCount = encoding.Shape.Numeric,
            ContextWidth = encoding.Shape.Context,
            Deletion = options.Deletion,
            Effect = options.Effect,
            NegativeKeepRate = options.NegativeKeepRate,
            StackShare = mediator.Share,
            HasCore = mediator.HasCore,
            Towers = mediator.Towers,
            BootstrapFits = options.Intervals && options.Fit == AlmMtaFitKind.Stacked ? options.BootstrapFits : 0,
            IntervalWidth = options.IntervalWidth,
            ProxyCodes = emission.Inspired.Length,
        };
        List<(string, int[], float[])> arrays =
        [
            .. encoding.Arrays(), .. mediator.Arrays, .. outcome.Arrays,
            .. options.Continuable ? counts.Arrays().Append(AlmMtaFormer.Contrast(emission)).Concat(matches?.Arrays() ?? []) : [],
        ];
        var diagnostics = new AlmMtaDiagnostics
        {
            Identification = settings.Identification,
            EmissionWhenInspired = emission.Inspired,
            EmissionWhenNot = emission.Not,
            OutcomeRateByProxy = AlmMtaTrainingDataChecks.OutcomeRates(data, out _),
            StackShare = mediator.Share,
            MediatorValidationLoss = mediator.ValidationLoss,
            OutcomeValidationLoss = outcome.ValidationLoss,
            TopMatchTouchShare = top?.TouchShare,
            EffectiveSampleSize = weights?.EffectiveSampleSize,
            ClippedWeights = weights?.Clipped,
        };
        AlmMtaModel model = AlmMtaModelReview.Complete(settings, arrays, diagnostics, data, split.Validation, former);
        return new(model.Settings, model.Arrays, model.Diagnostics! with { Seconds = clock.Elapsed.TotalSeconds });
    }
}
