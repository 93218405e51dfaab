// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by keys that are computed from them, without a dictionary.</summary>
public sealed class HashingTransformer : OneToOneTransformerBase
{
    internal const string Expected = "Expected Text, Key, numeric, Boolean or DataViewRowId item type";
    private readonly int _numberOfBits;

    internal HashingTransformer(IHostEnvironment env, int numberOfBits, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(HashingTransformer)), columns) => _numberOfBits = numberOfBits;

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn) =>
        Host.CheckParam(ValueHasher.Suits(inputSchema[sourceColumn].Type.GetItemType()), nameof(inputSchema), Expected);

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new OneToOneFunctionMapper(
        Host, this, schema, Describe, (row, source, _) => ValueHasher.CreateGetter(row, source, _numberOfBits));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(HashingTransformer));
        ctx.Writer.Write(_numberOfBits);
        SaveColumns(ctx);
    }

    private static HashingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, ctx.Reader.ReadInt32(), LoadColumns(ctx));

    private (DataViewType Type, DataViewSchema.Annotations Annotations) Describe(DataViewSchema.Column source, int pair)
    {
        var key = new KeyDataViewType(typeof(uint), 1UL << _numberOfBits);
        DataViewType type = source.Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Dimensions) : key;
        return (type, source.Annotations.Only(Kinds.SlotNames));
    }
}
