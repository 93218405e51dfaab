// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What context and journey of a row say in some columns, without any mediator.</summary>
internal static class JourneySummary
{
    // More clusters than this are many columns for little: content stands for them where there is any.
    private const int MostClusters = 16;

    /// <summary>Number of columns.</summary>
    public static int Width(AlmMtaTrainingData data) => data.ContextWidth + 2 + data.TouchNumeric.Length + data.ContentWidth + Clusters(data);

    /// <summary>x, L/8, whether there is a touch, the means of the touches' numbers and content, and the clusters' counts where few.</summary>
    public static double[] Of(AlmMtaTrainingData data, int i)
    {
        int clusters = Clusters(data), numbers = data.TouchNumeric.Length, width = data.ContentWidth, length = data.Length(i), at = data.ContextWidth;
        var row = new double[Width(data)];
        for (int k = 0; k < at; k++)
            row[k] = data.Context[i * at + k];
        (row[at], row[at + 1]) = (length / 8.0, length > 0 ? 1 : 0);
        Span<double> means = row.AsSpan(at + 2, numbers + width), counts = row.AsSpan(at + 2 + numbers + width);
        for (int j = data.Offsets[i]; j < data.Offsets[i + 1]; j++)
        {
            for (int c = 0; c < numbers; c++)
                means[c] += data.TouchNumeric[c][j] / length;
            int content = data.ContentByTouch ? j : data.Keys[0][j];
            for (int k = 0; k < width; k++)
                means[numbers + k] += data.Content![content * width + k] / length;
            if (clusters > 0 && data.Cluster![j] > 0)
                counts[data.Cluster[j] - 1]++;
        }

        return row;
    }

    /// <summary>The logit of the outcome of every row by a logistic regression on these columns.</summary>
    /// <param name="data">Journeys.</param>
    /// <param name="training">Rows to fit it on.</param>
    public static float[] OutcomeLogits(AlmMtaTrainingData data, ReadOnlySpan<int> training)
    {
        int width = Width(data);
        var features = new double[training.Length * width];
        var label = new bool[training.Length];
        for (int k = 0; k < training.Length; k++)
        {
            Of(data, training[k]).CopyTo(features.AsSpan(k * width));
            label[k] = data.Label[training[k]];
        }

        // The probes' own penalty.
        LogisticProbe probe = LogisticProbe.Fit(features, label, width, penalty: 1);
        return [.. Enumerable.Range(0, data.Rows).Select(i => (float)probe.Logit(Of(data, i)))];
    }

    private static int Clusters(AlmMtaTrainingData data) => data.Cluster is not null && data.ClusterCount <= MostClusters ? data.ClusterCount : 0;
}
