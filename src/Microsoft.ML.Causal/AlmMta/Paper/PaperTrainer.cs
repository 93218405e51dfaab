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
        double[] weights = Weights(options, data, monitor);
        int[] bounds = [.. options.SamplingBins];
        StratifiedSample sample = Sample(options, data, split.Training, seed);
        StratifiedSample held = Sample(options, data, split.Validation, seed);
        float[] shifts = [.. bounds.Select((_, s) => s < sample.Strata.Length ? (float)sample.Strata[s].LogitShift : 0)];
        monitor.Message($"{sample.Rows.Length} of {split.Training.Length} training rows; logits move by {string.Join(", ", shifts)} in the length bins from {string.Join(", ", bounds)}.");

        var inputs = new TowerInputs<float>(journeys);
        TrainingEngine engine = options.Engine ?? new ManagedEngine(options.Threads ?? 0);
        using var fit = new PaperFit(options, inputs, weights, engine, seed);
        fit.Run(sample.Rows, held.Rows, seed, monitor, token, checkpoint.Stage("paper"));
        (float[] top, float[] lengths, double? kept) = TopMatches(options, data, split.Training, fit, monitor);

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
            TopMatchTouchShare = kept,
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

    private static double[] Weights(AlmMtaOptions options, AlmMtaTrainingData data, ITrainingMonitor monitor)
    {
        if (options.ExposureWeighting == ExposureWeighting.None || data.Cluster is null || data.LogPropensity is null)
        {
            if (options.ExposureWeighting != ExposureWeighting.None)
                monitor.Warning("There are no exposure propensities; the ITE head weighs all rows alike.");
            return [.. Enumerable.Repeat(1.0, data.Rows)];
        }

        double[] marginal = ExposureWeights.LogMarginal(data.Cluster, data.ClusterCount);
        var weights = ExposureWeights.Compute(
            data.Offsets, marginal, [.. data.LogPropensity.Select(log => (double)log)], options.ExposureWeighting, options.LeastExposureWeight,
            options.LargestExposureWeight);
        monitor.Message($"Exposure weights: {weights.Clipped} clipped, effective sample size {weights.EffectiveSampleSize:F0} of {data.Rows} rows.");
        return weights.Values;
    }

    private static (float[] Journeys, float[] Lengths, double? Kept) TopMatches(
        AlmMtaOptions options, AlmMtaTrainingData data, int[] training, PaperFit fit, ITrainingMonitor monitor)
    {
        if (options.TopMatches == 0)
            return ([], [], null);
        var targets = new PaperTargets(data);
        int[] top = [.. training.Where(i => targets.Best[i] >= 0).OrderByDescending(i => targets.Proxy[targets.Best[i]]).ThenBy(i => i).Take(options.TopMatches)];
        double kept = top.Sum(data.Length) / (double)data.Touches;
        monitor.Message($"Marginalising over the {top.Length} rows of highest match, {kept:P1} of all touches.");
        if (top.Length == 0)
            return ([], [], kept);
        (float[] journeys, float[] lengths) = fit.Journeys(top);
        return (journeys, lengths, kept);
    }
}
