// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Looks at a trained model on its own data: ranks for the scores, and what the diagnostics report.</summary>
internal static class AlmMtaModelReview
{
    // Enough for ranks in steps of 1/256, cheap beside training.
    private const int Sample = 20_000;

    /// <summary>Makes the model whole: adds the quantiles behind the scores, and what data and model show.</summary>
    /// <param name="settings">The model's settings.</param>
    /// <param name="arrays">Its arrays without <see cref="UpliftRank.ArrayName"/>.</param>
    /// <param name="diagnostics">What training showed.</param>
    /// <param name="data">All rows.</param>
    /// <param name="validation">Rows held out.</param>
    /// <param name="former">What the fit continued from, or null.</param>
    public static AlmMtaModel Complete(
        AlmMtaModelSettings settings, IReadOnlyList<(string Name, int[] Shape, float[] Values)> arrays, AlmMtaDiagnostics diagnostics,
        AlmMtaTrainingData data, ReadOnlySpan<int> validation, AlmMtaFormer? former = null)
    {
        AlmMtaScorer scorer = AlmMtaScorer.Of(new(settings, [.. arrays, Quantiles([0, 0])]));
        var score = new AlmMtaScore(settings.MaxTouchpoints);
        var reader = new TrainingJourneyReader(data);
        float[] ranks = Ranks(scorer, reader);
        if (former is not null)
        {
            // Former touches are known by their ranks alone: those, moved by what has changed since, which new touches show.
            float[] then = Ranks(AlmMtaScorer.Of(former.Model), new(data, former.Settings)), stored = new NamedArrays(former.Model.Arrays, "").Get(UpliftRank.ArrayName).Values;
            double share = former.Rows / (former.Rows + data.Rows);
            ranks = [.. ranks.Select((value, k) => (float)(value + share * (stored[k] - then[k]))).Order()];
        }

        double observed = 0, label = 0, total = 0;
        List<int> offsets = [0], users = [];
        List<float> held = [];
        List<bool> matched = [];
        foreach (int i in validation)
        {
            scorer.Score(reader.Read(i), score);

            // A negative row stands for 1/r of its kind where only a share r was kept.
            double weight = (data.Weight?[i] ?? 1) / (data.Label[i] ? 1 : settings.NegativeKeepRate);
            observed += weight * score.ObservedProbability;
            label += data.Label[i] ? weight : 0;
            total += weight;
            if (data.ExactMatch is null)
                continue;
            held.AddRange(score.Uplift);
            matched.AddRange(data.ExactMatch.AsSpan(data.Offsets[i], score.Length));
            offsets.Add(held.Count);
            users.Add(data.User?[i] ?? i);
        }

        int unknown = data.Keys[0].Count(item => item == 0), empty = Enumerable.Range(0, data.Rows).Count(i => data.Length(i) == 0);
        return new(settings, [.. arrays, Quantiles(ranks)], diagnostics with
        {
            Rows = data.Rows,
            Touches = data.Touches,
            EmptyJourneys = empty,
            PositiveShare = data.Label.Count(y => y) / (double)data.Rows,
            UnknownItemShare = unknown / (double)data.Touches,
            ObservedBias = total > 0 ? (observed - label) / total : 0,
            MatchAuc = held.Count == 0 ? null
                : AttributionMatchAuc.Compute(held.ToArray(), matched.ToArray(), offsets.ToArray(), users.ToArray()),
        });

        float[] Ranks(AlmMtaScorer scorer, TrainingJourneyReader reader)
        {
            var effects = new List<float>();
            int stride = Math.Max(1, data.Touches / Sample);
            for (int i = 0; i < data.Rows; i += stride)
            {
                scorer.Score(reader.Read(i), score);
                effects.AddRange(score.Uplift);
            }

            return UpliftRank.Measure(effects.ToArray());
        }

        static (string, int[], float[]) Quantiles(float[] values) => (UpliftRank.ArrayName, [values.Length], values);
    }
}
