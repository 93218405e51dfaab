// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Changes the item type of columns; keys stay keys, of another width.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal TypeConvertingTransformer(
        IHostEnvironment env, DataKind outputKind, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(TypeConvertingTransformer)), columns) => ItemType = outputKind.ToPrimitive();

    internal PrimitiveDataViewType ItemType { get; }

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn)
    {
        DataViewSchema.Column source = inputSchema[sourceColumn];
        Host.CheckParam(
            source.Type.GetItemType() is { } item && ValueConversions.Find(item, ItemType) is not null,
            nameof(inputSchema),
            $"source column '{source.Name}' with item type '{source.Type}' is not compatible with destination type '{ItemType}'");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) =>
        new OneToOneFunctionMapper(Host, this, schema, Describe, CreateGetter);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(TypeConvertingTransformer));
        ctx.Writer.Write((byte)DataKindExtensions.KindOf(ItemType.RawType).Value);
        SaveColumns(ctx);
    }

    private static TypeConvertingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, (DataKind)ctx.Reader.ReadByte(), LoadColumns(ctx));

    private (DataViewType Type, DataViewSchema.Annotations Annotations) Describe(DataViewSchema.Column source, int pair)
    {
        PrimitiveDataViewType item = source.Type.GetItemType() is KeyDataViewType key
            ? new KeyDataViewType(ItemType.RawType, key.Count)
            : ItemType;
        DataViewType type = source.Type is VectorDataViewType vector ? new VectorDataViewType(item, vector.Dimensions) : item;

        // Zero and one are on the scale that trainers like; ML.NET says so of scalars only.
        bool fromBoolean = source.Type is BooleanDataViewType && item is NumberDataViewType;
        return (type, source.Annotations.Only(fromBoolean || source.IsNormalized(), Kinds.SlotNames, Kinds.KeyValues));
    }

    private Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source, int pair)
    {
        PrimitiveDataViewType item = source.Type.GetItemType();
        return GenericCall.Static<Delegate>(
            typeof(ElementwiseGetter),
            nameof(ElementwiseGetter.Create),
            [item.RawType, ItemType.RawType],
            input,
            source,
            ValueConversions.Find(item, ItemType));
    }
}
