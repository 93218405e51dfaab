// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Content vectors of items by name.</summary>
internal sealed record ItemVectors(IReadOnlyDictionary<string, float[]> Vectors, int Width)
{
    /// <summary>Vectors worked out from the training journeys' works and how alike the touches are to them; null where too little matches.</summary>
    public static ItemVectors? FromMatches(AttributionFiles files, string work, int width)
    {
        JourneyTable table = files.Table;
        int[] rows = files.TrainingRows, touches = table.TouchesOf(rows);
        ReadOnlyMemory<char>[] names = table.Touches<ReadOnlyMemory<char>>(AttributionFiles.Item);
        float[] cosine = table.Touches<float>(AttributionFiles.Cosine), works = table.RowVectors(work);
        Dictionary<string, int> codes = [];
        int[] items = [.. touches.Select(j => names[j].ToString()).Select(name => codes.TryAdd(name, codes.Count + 1) ? codes.Count : codes[name])];
        IReadOnlyDictionary<int, float[]> vectors = ItemContentFromMatches.Estimate(
            table.OffsetsOf(rows), items, [.. touches.Select(j => cosine[j])], [.. rows.SelectMany(row => works[(row * width)..((row + 1) * width)])], width);
        return vectors.Count == 0 ? null : new(codes.Where(code => vectors.ContainsKey(code.Value)).ToDictionary(code => code.Key, code => vectors[code.Value]), width);
    }

    /// <summary>The table that the estimator takes.</summary>
    public ItemContent ToContent(MLContext mlContext)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(ItemVector));
        schema[nameof(ItemVector.Content)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Width);
        return new ItemContent(mlContext.Data.LoadFromEnumerable(Vectors.Select(item => new ItemVector { Item = item.Key, Content = item.Value }), schema));
    }

    private sealed class ItemVector
    {
        public string Item { get; set; } = "";

        public float[] Content { get; set; } = [];
    }
}
