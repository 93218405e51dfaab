// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>P(cluster | x) of every touch by FastTree on pairs of a context and a cluster, each row's by a model that has not seen its user.</summary>
/// <remarks>
/// <code>pairs (x, k_j) with label 1 and (x, k'), k' ~ P(k), with label 0:   log P(k|x) = log P(k) + logit P(1 | x, k)</code>
/// One model for all clusters, however many. A pair is x, the mean context x̄_k of the users who see the cluster, and x ⊙ x̄_k.
/// </remarks>
internal static class ExposurePropensities
{
    // More touches than this move the trees' splits little.
    private const int LargestSample = 20_000;

    // Small and smooth trees: a propensity that follows noise makes weights of it. FastTree's own defaults, 100 trees of 20 leaves with
    // 10 pairs in a leaf, do.
    private const int Leaves = 8, Trees = 60, LeastPairsPerLeaf = 50;
    private const double LearningRate = 0.1;

    // A leaf that is pure by chance must not claim certainty: ratios of more than e^4 are clipped further on anyway.
    private const double LargestLogit = 4;

    /// <summary>Fits and applies the models.</summary>
    /// <param name="mlContext">Trains.</param>
    /// <param name="data">Journeys with clusters.</param>
    /// <param name="seed">Seed of folds and negatives.</param>
    /// <param name="folds">Number of folds; a touch is judged by the model of the others.</param>
    /// <returns>log P(k_j|x), [m]; the marginal one for touches without a cluster.</returns>
    public static float[] Fit(MLContext mlContext, AlmMtaTrainingData data, int seed, int folds = 2)
    {
        int[] cluster = data.Cluster ?? throw new ArgumentException("Exposure propensities need clusters; the data has none.", nameof(data));
        var random = new RandomStream(seed, "exposure propensities");
        int[] foldOf = UserFolds.Draw(data, folds, random), rowOf = new int[data.Touches];
        for (int i = 0; i < data.Rows; i++)
            rowOf.AsSpan(data.Offsets[i], data.Length(i)).Fill(i);
        var counts = new double[data.ClusterCount + 1];
        foreach (int k in cluster)
            counts[k]++;

        float[] log = Array.ConvertAll(cluster, k => (float)Math.Log(counts[k] / data.Touches));
        for (int fold = 0; fold < folds; fold++)
        {
            int[] seen = [.. Enumerable.Range(0, data.Touches).Where(j => foldOf[rowOf[j]] != fold && cluster[j] > 0)];
            int[] held = [.. Enumerable.Range(0, data.Touches).Where(j => foldOf[rowOf[j]] == fold && cluster[j] > 0)];
            if (seen.Length == 0 || held.Length == 0)
                continue;
            float[] means = Means(data, seen, rowOf);
            random.Shuffle(seen.AsSpan());
            int[] sample = seen.AsSpan(0, Math.Min(LargestSample, seen.Length)).ToArray();
            List<ExposurePair> pairs = [];
            foreach (int j in sample)
            {
                pairs.Add(Pair(data, means, rowOf[j], cluster[j], true));

                // The cluster of a random touch: a draw from P(k).
                pairs.Add(Pair(data, means, rowOf[j], cluster[seen[random.NextInteger(seen.Length)]], false));
            }

            SchemaDefinition schema = SchemaDefinition.Create(typeof(ExposurePair));
            schema[nameof(ExposurePair.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3 * data.ContextWidth);
            ITransformer model = mlContext.BinaryClassification.Trainers
                .FastTree(nameof(ExposurePair.Label), nameof(ExposurePair.Features), null, Leaves, Trees, LeastPairsPerLeaf, LearningRate)
                .Fit(mlContext.Data.LoadFromEnumerable(pairs, schema));
            IDataView scored = model.Transform(mlContext.Data.LoadFromEnumerable(held.Select(j => Pair(data, means, rowOf[j], cluster[j], true)), schema));
            foreach ((int at, float probability) in scored.GetColumn<float>("Probability").Index())
            {
                double logit = Math.Log(probability / (1 - (double)probability));
                log[held[at]] += (float)Math.Clamp(logit, -LargestLogit, LargestLogit);
            }
        }

        return log;
    }

    /// <summary>x̄_k, [clusters+1,dx].</summary>
    private static float[] Means(AlmMtaTrainingData data, int[] touches, int[] rowOf)
    {
        int dx = data.ContextWidth;
        var sums = new double[(data.ClusterCount + 1) * dx];
        var counts = new int[data.ClusterCount + 1];
        foreach (int j in touches)
        {
            counts[data.Cluster![j]]++;
            for (int c = 0; c < dx; c++)
                sums[data.Cluster[j] * dx + c] += data.Context[rowOf[j] * dx + c];
        }

        return [.. sums.Select((sum, at) => (float)(sum / Math.Max(1, counts[at / dx])))];
    }

    private static ExposurePair Pair(AlmMtaTrainingData data, float[] means, int row, int cluster, bool label)
    {
        int dx = data.ContextWidth;
        var features = new float[3 * dx];
        for (int c = 0; c < dx; c++)
        {
            float x = data.Context[row * dx + c], mean = means[cluster * dx + c];
            (features[c], features[dx + c], features[2 * dx + c]) = (x, mean, x * mean);
        }

        return new() { Features = features, Label = label };
    }

    private sealed class ExposurePair
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
