// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;

namespace Microsoft.ML.Causal;

/// <summary>Trains <see cref="AlmMtaIdentification.Paper"/>: exposure weights, unequal sampling, the staged network, prior correction.</summary>
internal static class PaperTrainer
{
    /// <summary>Where the network's arrays are.</summary>
    public const string Prefix = "paper.";

    /// <summary>Fits the model.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a model.</exception>
    public static AlmMtaModel Fit(
        AlmMtaOptions options, AlmMtaTrainingData data, int seed, TrainingCheckpoint checkpoint, ITrainingMonitor monitor, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        JourneyEncoding encoding = JourneyEncoding.Fit(data);
        var journeys = new EncodedJourneys(data, encoding);
        RowSplit split = RowSplit.Of(data, options.ValidationFraction, seed);
        ExposureWeights? weights = ExposureWeights.Of(options, options.ExposureWeighting, data, monitor);
        int[] bounds = [.. options.SamplingBins];
        StratifiedSample sample = Sample(options, data, split.Training, seed);
        StratifiedSample held = Sample(options, data, split.Validation, seed);
        float[] shifts = [.. bounds.Select((_, s) => s < sample.Strata.Length ? (float)sample.Strata[s].LogitShift : 0)];
        monitor.Message($"{sample.Rows.Length} of {split.Training.Length} training rows; logits move by {string.Join(", ", shifts)} in the length bins from {string.Join(", ", bounds)}.");

        var inputs = new TowerInputs<float>(journeys);
        TrainingEngine engine = options.Engine ?? new ManagedEngine(options.Threads ?? 0);
        ExposureResiduals? residuals = ExposureTerm.Residuals(options, options.LossRatios.DoubleMachineLearning, journeys, sample.Rows, seed);
        using var fit = new PaperFit(options, inputs, weights?.Values, residuals, engine, seed);
        fit.Run(sample.Rows, held.Rows, seed, monitor, token, checkpoint.Stage("paper"));
        TopMatchRows? chosen = TopMatchRows.Of(data, split.Training, options.TopMatches, monitor);
        (float[] top, float[] lengths) = chosen is null ? ([], []) : fit.Journeys(chosen.Rows);

        AlmMtaModelSettings settings = AlmMtaModelSettings.Of(options, data, encoding) with
        {
            Identification = AlmMtaIdentification.Paper, HasCore = false, BootstrapFits = 0,
        };
        List<(string, int[], float[])> arrays =
        [
            .. encoding.Arrays(), .. fit.Arrays(Prefix), ("prior.bounds", [bounds.Length], [.. bounds.Select(bound => (float)bound)]),
            ("prior.shifts", [shifts.Length], shifts), ("top.journeys", [top.Length], top), ("top.lengths", [lengths.Length], lengths),
        ];
        var diagnostics = new AlmMtaDiagnostics
        {
            Identification = settings.Identification,
            OutcomeValidationLoss = fit.ValidationLoss,
            TopMatchTouchShare = chosen?.TouchShare,
            EffectiveSampleSize = weights?.EffectiveSampleSize,
            ClippedWeights = weights?.Clipped,
            EffectCollapsed = fit.Collapsed,
            Cancelled = token.IsCancellationRequested,
        };
        AlmMtaModel model = AlmMtaModelReview.Complete(settings, arrays, diagnostics, data, split.Validation);
        return new(model.Settings, model.Arrays, model.Diagnostics! with { Seconds = clock.Elapsed.TotalSeconds });
    }

    private static StratifiedSample Sample(AlmMtaOptions options, AlmMtaTrainingData data, int[] rows, int seed)
    {
        int[] bounds = [.. options.SamplingBins];
        return StratifiedSample.Draw(
            rows, [.. rows.Select(i => LengthBins.Of(data.Length(i), bounds))], [.. rows.Select(i => data.Label[i])], options.NegativesPerPositive,
            new RandomStream(seed, "paper/sampling"));
    }
}
