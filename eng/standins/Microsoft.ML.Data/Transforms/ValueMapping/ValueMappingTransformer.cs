// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by those that a lookup table holds for them.</summary>
public class ValueMappingTransformer : OneToOneTransformerBase
{
    internal ValueMappingTransformer(IHostEnvironment env, ValueMap map, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ValueMappingTransformer)), columns) => Map = map;

    internal ValueMap Map { get; }

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn)
    {
        if (inputSchema[sourceColumn].Type is VectorDataViewType && Map.ValueType is VectorDataViewType)
            throw TwoVectors(inputSchema[sourceColumn].Name);
    }

    internal static Exception TwoVectors(string column) =>
        new NotSupportedException($"Column '{column}' cannot be mapped to values when the column and the map values are both vector type.");

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) =>
        new OneToOneFunctionMapper(Host, this, schema, Describe, (row, source, _) => Map.CreateGetter(row, source));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ValueMappingTransformer));
        SaveColumns(ctx);
        Map.Save(ctx.Writer);
    }

    private static ValueMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        (string, string)[] columns = LoadColumns(ctx);
        return new(env, ValueMap.Load(ctx.Reader), columns);
    }

    private (DataViewType Type, DataViewSchema.Annotations Annotations) Describe(DataViewSchema.Column source, int pair)
    {
        // As in ML.NET, the mapped vector is of unknown size, and of plain numbers even where the values are keys.
        DataViewType type = source.Type is VectorDataViewType
            ? new VectorDataViewType(DataKindExtensions.PrimitiveOf(Map.ValueType.RawType))
            : Map.ValueType;
        var builder = new DataViewSchema.Annotations.Builder();
        if (Map.KeyValues is { Length: > 0 } names)
        {
            ReadOnlyMemory<char>[] texts = [.. names.Select(name => name.AsMemory())];
            builder.AddKeyValues(
                texts.Length,
                TextDataViewType.Instance,
                (ref VBuffer<ReadOnlyMemory<char>> result) => new VBuffer<ReadOnlyMemory<char>>(texts.Length, texts).CopyTo(ref result));
        }

        return (type, builder.ToAnnotations());
    }
}
