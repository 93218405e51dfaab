// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Causal;

/// <summary>Puts a model's text into a chain of ML.NET's own transformers, and finds it there again after loading.</summary>
/// <remarks>
/// A third-party transformer has no public way to write into a model file, but a value mapping has: a constant key is mapped to
/// one text, the encoded weights, and a custom mapping with a registered contract reads that text. A text travels from row to
/// row as a reference, so a row costs the same however large the model is. Checked on ML.NET 5.0.0.
/// </remarks>
internal static class EmbeddedModel
{
    /// <summary>Name of the column that carries the text.</summary>
    internal const string ColumnName = "__Causal.Model";

    /// <summary>The start of every model's chain: a constant key, mapped to the text of <paramref name="archive"/>.</summary>
    public static EstimatorChain<ITransformer> Begin(MLContext mlContext, ModelArchive archive)
    {
        KeyValuePair<uint, string>[] map = [new(ModelKeyColumn.Value, archive.Encode())];
        return new EstimatorChain<ITransformer>()
            .Append<ITransformer>(mlContext.Transforms.CustomMapping<NoColumns, ModelKeyColumn>(
                ModelKeyMapping.Map, ModelKeyMapping.ContractName))
            .Append<ITransformer>(mlContext.Transforms.Conversion.MapValue(ColumnName, map, ModelKeyColumn.Name));
    }

    /// <summary>The archive in a chain that <see cref="Begin"/> began; null for any other chain.</summary>
    public static ModelArchive? TryRead(MLContext mlContext, IEnumerable<ITransformer> chain) =>
        chain.Take(2).ToArray() is [CustomMappingTransformer<NoColumns, ModelKeyColumn> key, ValueMappingTransformer map]
            ? Read(mlContext, key, map)
            : null;

    /// <summary>A chain that <see cref="Begin"/> began, with another archive; the parts after that are shared with it.</summary>
    public static ITransformer Replace(MLContext mlContext, IEnumerable<ITransformer> chain, ModelArchive archive)
    {
        ITransformer[] begin = [.. Begin(mlContext, archive).Fit(mlContext.Data.LoadFromEnumerable([new OneRow()]))];
        return new TransformerChain<ITransformer>([.. begin, .. chain.Skip(begin.Length)]);
    }

    private static ModelArchive Read(MLContext mlContext, ITransformer key, ITransformer map)
    {
        IDataView row = map.Transform(key.Transform(mlContext.Data.LoadFromEnumerable([new OneRow()])));
        DataViewSchema.Column column = row.Schema[ColumnName];
        using DataViewRowCursor cursor = row.GetRowCursor([column]);
        ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> text = default;
        if (cursor.MoveNext())
            getter(ref text);
        return ModelArchive.Decode(text.Span);
    }

    /// <summary>A data view needs a column; nothing reads this one.</summary>
    private sealed class OneRow
    {
        public bool Unused { get; set; }
    }
}
