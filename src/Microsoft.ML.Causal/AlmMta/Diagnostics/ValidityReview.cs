// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What bears on a trained model's validity: probes of its mediator and its proxy on the rows held out, overlap of exposures.</summary>
internal static class ValidityReview
{
    // A probe of some thirty columns needs no more, and every row costs their square.
    private const int MostRows = 8_000;

    /// <summary>The model with these diagnostics filled in.</summary>
    /// <param name="options">What the model was trained with.</param>
    /// <param name="data">All rows.</param>
    /// <param name="seed">Seed of the training, which decides what was held out.</param>
    /// <param name="model">The trained model.</param>
    public static AlmMtaModel Complete(AlmMtaOptions options, AlmMtaTrainingData data, int seed, AlmMtaModel model)
    {
        int[] held = RowSplit.Of(data, options.ValidationFraction, seed).Validation;
        int[] rows = held.Length > MostRows ? held[..MostRows] : held;
        double[] summaries = [.. rows.SelectMany(i => JourneySummary.Of(data, i))];
        double[]? proxy = data.ProxyCode is null ? null : [.. rows.SelectMany(i => ProxyCounts(data, i))];
        double[]? mediator = MediatorSums(model, data, rows);
        return new(model.Settings, model.Arrays, model.Diagnostics! with
        {
            MediatorLeakage = Probe(mediator),
            ProxyLeakage = Probe(proxy),
            Exposure = Exposure(options, data),
        });

        MediatorLeakage? Probe(double[]? columns) => columns is null ? null : MediatorLeakage.Compute(
            summaries, columns, [.. rows.Select(i => data.Label[i])], [.. rows.Select(i => data.User?[i] ?? i)], draws: 100, seed: seed);
    }

    private static ExposureOverlap? Exposure(AlmMtaOptions options, AlmMtaTrainingData data) => data is { Cluster: not null, LogPropensity: not null }
        ? ExposureOverlap.Compute(
            data.Offsets, ExposureWeights.LogMarginal(data.Cluster, data.ClusterCount), Array.ConvertAll(data.LogPropensity, log => (double)log),
            options.LeastExposureWeight, options.LargestExposureWeight)
        : null;

    private static double[] ProxyCounts(AlmMtaTrainingData data, int i)
    {
        // All codes together are the length, which the summary holds: one of them goes without a column.
        var counts = new double[data.ProxyCodes - 1];
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
        {
            if (data.ProxyCode![j] > 0)
                counts[data.ProxyCode[j] - 1]++;
        }

        return counts;
    }

    /// <summary>Σ_j p_j by row; null where every p is 0, which says that the form has no mediator.</summary>
    private static double[]? MediatorSums(AlmMtaModel model, AlmMtaTrainingData data, int[] rows)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(model);
        var score = new AlmMtaScore(model.Settings.MaxTouchpoints);
        var reader = new TrainingJourneyReader(data);
        var sums = new double[rows.Length];
        for (int k = 0; k < rows.Length; k++)
        {
            scorer.Score(reader.Read(rows[k]), score);
            foreach (float p in score.Mediator)
                sums[k] += p;
        }

        return sums.Any(sum => sum != 0) ? sums : null;
    }
}
