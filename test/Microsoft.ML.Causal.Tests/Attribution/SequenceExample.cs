// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Attribution;

/// <summary>Journeys without a hidden confounder: what a predictive model gets right.</summary>
internal static class SequenceExample
{
    public const int Items = 12, Clusters = 4;

    /// <summary>
    /// Items 1 to 12 in clusters 1 to 4 (item i in cluster 1 + (i − 1) mod 4), one to five touches. Touches of cluster 1 raise the log-odds by 1,
    /// those of the others do nothing. Exposure to cluster 1 and the outcome both follow x₀, which is a column.
    /// </summary>
    public static AlmMtaTrainingData Draw(int rows, int seed, int shortest = 1)
    {
        var random = new RandomStream(seed, "sequence example");
        int[] offsets = new int[rows + 1];
        List<int> items = [];
        float[] context = new float[2 * rows];
        random.FillGaussian(context.AsSpan(), 1);
        var label = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            int effective = 0, length = shortest + random.NextInteger(6 - shortest);
            for (int j = 0; j < length; j++)
            {
                bool first = random.NextDouble() < 1 / (1 + Math.Exp(1 - context[2 * i]));
                items.Add(first ? 1 + 4 * random.NextInteger(3) : 1 + 4 * random.NextInteger(3) + 1 + random.NextInteger(3));
                effective += first ? 1 : 0;
            }

            offsets[i + 1] = items.Count;
            label[i] = random.NextDouble() < 1 / (1 + Math.Exp(2.5 - effective - 0.7 * context[2 * i]));
        }

        return new()
        {
            Offsets = offsets,
            Keys = [[.. items]],
            KeyCardinalities = [Items],
            Cluster = [.. items.Select(item => 1 + (item - 1) % Clusters)],
            ClusterCount = Clusters,
            Recency = AlmMtaTrainingData.RecencyOf(offsets),
            Context = context,
            ContextWidth = 2,
            Label = label,
        };
    }

    /// <summary>Share of pairs of touches of a journey, one of cluster 1 and one of another, in which the former has the larger credit.</summary>
    public static double Order(AlmMtaTrainingData data, float[] credits) =>
        AttributionMatchAuc.Compute(credits, [.. data.Cluster!.Select(cluster => cluster == 1)], data.Offsets, draws: 0).Value;
}
