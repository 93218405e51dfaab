// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How a journey's numbers are put on a common scale, and what is remembered of items.</summary>
/// <remarks>Context and numeric columns are standardised. Content is divided by one number, so that its mean square length is 1: its directions keep their proportions.</remarks>
internal sealed class JourneyEncoding
{
    /// <summary>Takes scales and item tables as they were saved.</summary>
    public JourneyEncoding(
        CoreShape shape, Standardiser context, Standardiser numeric, float contentScale, float[] itemContent, int[] itemCluster, float[] clusterCentres)
    {
        (Shape, Context, Numeric, ContentScale) = (shape, context, numeric, contentScale);
        (ItemContent, ItemCluster, ClusterCentres) = (itemContent, itemCluster, clusterCentres);
    }

    /// <summary>Sizes of the inputs.</summary>
    public CoreShape Shape { get; }

    /// <summary>Scales of x.</summary>
    public Standardiser Context { get; }

    /// <summary>Scales of the numeric touch columns.</summary>
    public Standardiser Numeric { get; }

    /// <summary>What content is multiplied by.</summary>
    public float ContentScale { get; }

    /// <summary>Scaled content of items, [items+1,dv]; empty where journeys bring theirs.</summary>
    public float[] ItemContent { get; }

    /// <summary>Clusters of items, [items+1]; empty where journeys bring theirs.</summary>
    public int[] ItemCluster { get; }

    /// <summary>Centres of the clusters, not scaled, [clusters,dv], for touches whose item is new; empty where nothing places them.</summary>
    public float[] ClusterCentres { get; }

    /// <summary>Measures training data.</summary>
    public static JourneyEncoding Fit(AlmMtaTrainingData data)
    {
        var shape = new CoreShape(
            data.ContextWidth, data.Content is null ? 0 : data.ContentWidth, data.Cluster is null ? 0 : data.ClusterCount, data.KeyCardinalities, data.TouchNumeric.Length);
        var numeric = new float[data.Touches * shape.Numeric];
        for (int c = 0; c < shape.Numeric; c++)
        for (int j = 0; j < data.Touches; j++)
            numeric[j * shape.Numeric + c] = data.TouchNumeric[c][j];

        float scale = Scale(data, shape.Content);
        float[] items = data.Content is null || data.ContentByTouch ? [] : [.. data.Content.Select(v => v * scale)];
        return new(shape, Standardiser.Fit(data.Context, shape.Context), Standardiser.Fit(numeric, shape.Numeric), scale, items, data.ClusterOfItem ?? [], data.ClusterCentres ?? []);
    }

    /// <summary>The encoding as arrays of a model.</summary>
    public IEnumerable<(string Name, int[] Shape, float[] Values)> Arrays()
    {
        yield return ("context.mean", [Shape.Context], Context.Mean);
        yield return ("context.deviation", [Shape.Context], Context.Deviation);
        yield return ("numeric.mean", [Shape.Numeric], Numeric.Mean);
        yield return ("numeric.deviation", [Shape.Numeric], Numeric.Deviation);
        yield return ("content.scale", [1], [ContentScale]);
        yield return ("item.content", [ItemContent.Length], ItemContent);

        // Whole numbers up to 2²⁴ are exact in a float, and there are far fewer clusters.
        yield return ("item.cluster", [ItemCluster.Length], [.. ItemCluster.Select(cluster => (float)cluster)]);
        yield return ("cluster.centres", [ClusterCentres.Length], ClusterCentres);
    }

    /// <summary>Reads the encoding of a model back.</summary>
    public static JourneyEncoding Of(AlmMtaModel model)
    {
        var arrays = new NamedArrays(model.Arrays, "");
        return new(
            CoreShape.Of(model.Settings), new(arrays.Get("context.mean").Values, arrays.Get("context.deviation").Values),
            new(arrays.Get("numeric.mean").Values, arrays.Get("numeric.deviation").Values), arrays.Get("content.scale").Values[0],
            arrays.Get("item.content").Values, [.. arrays.Get("item.cluster").Values.Select(cluster => (int)cluster)], arrays.Get("cluster.centres").Values);
    }

    private static float Scale(AlmMtaTrainingData data, int width)
    {
        if (width == 0)
            return 1;
        double square = 0;
        int rows = 0;
        for (int row = 0; row < data.Content!.Length / width; row++)
        {
            double length = 0;
            foreach (float v in data.Content.AsSpan(row * width, width))
                length += (double)v * v;
            square += length;

            // A vector of zeros stands for content that is not there.
            rows += length > 0 ? 1 : 0;
        }

        return square > 0 ? (float)Math.Sqrt(rows / square) : 1;
    }
}
