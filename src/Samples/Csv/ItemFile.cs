// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>Reads the content vectors of items: one line an item, item, v0, v1, ...</summary>
internal static class ItemFile
{
    private const string Item = AttributionFiles.Item;

    /// <exception cref="InputException">A column is missing, a line does not fit, or an item is there twice.</exception>
    public static ItemVectors Read(string path)
    {
        using var reader = new CsvReader(path);
        int item = reader.Find(Item);
        int[] numbers = [reader.Find("v0"), .. Enumerable.Range(1, reader.Columns.Count).TakeWhile(k => reader.Columns.Contains($"v{k}")).Select(k => reader.Find($"v{k}"))];
        var vectors = new Dictionary<string, float[]>();
        while (reader.Read())
        {
            if (!vectors.TryAdd(reader.Text(item).ToString(), [.. numbers.Select(reader.Number)]))
                throw new InputException(path, reader.Line, Item, "this item was there before; each may be there once.");
        }

        return new ItemVectors(vectors, numbers.Length);
    }
}
