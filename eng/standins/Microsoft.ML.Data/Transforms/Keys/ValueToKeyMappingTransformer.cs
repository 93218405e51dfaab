// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by their numbers in a dictionary.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    private readonly KeyDictionary[] _dictionaries;
    private readonly bool _textAnnotations;

    internal ValueToKeyMappingTransformer(
        IHostEnvironment env,
        (string outputColumnName, string inputColumnName)[] columns,
        KeyDictionary[] dictionaries,
        bool textAnnotations)
        : base(env.Register(nameof(ValueToKeyMappingTransformer)), columns)
    {
        _dictionaries = dictionaries;
        _textAnnotations = textAnnotations;
    }

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn)
    {
        DataViewSchema.Column source = inputSchema[sourceColumn];
        if (source.Type.GetItemType()?.RawType != _dictionaries[pair].ItemType.RawType)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, $"{_dictionaries[pair].ItemType}", $"{source.Type}");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) =>
        new OneToOneFunctionMapper(Host, this, schema, Describe, (row, source, pair) => _dictionaries[pair].CreateGetter(row, source));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ValueToKeyMappingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write(_textAnnotations);
        ctx.Writer.WriteArray(_dictionaries, dictionary => dictionary.Save(ctx.Writer));
    }

    private static ValueToKeyMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        (string, string)[] columns = LoadColumns(ctx);
        bool textAnnotations = ctx.Reader.ReadBoolean();
        return new(env, columns, ctx.Reader.ReadArray(() => KeyDictionary.Load(ctx.Reader)), textAnnotations);
    }

    private (DataViewType Type, DataViewSchema.Annotations Annotations) Describe(DataViewSchema.Column source, int pair)
    {
        var key = new KeyDataViewType(typeof(uint), Math.Max(1, _dictionaries[pair].Count));
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(source.Annotations, kind => kind == Kinds.SlotNames);
        _dictionaries[pair].AddKeyValues(builder, source, _textAnnotations);
        return (source.Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Dimensions) : key, builder.ToAnnotations());
    }
}
