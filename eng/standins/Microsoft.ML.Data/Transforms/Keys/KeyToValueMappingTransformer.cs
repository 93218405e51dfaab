// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces keys by the values that their column is annotated with.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal KeyToValueMappingTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), columns)
    {
    }

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn) =>
        Host.Check(inputSchema[sourceColumn].HasKeyValues(), "Metadata KeyValues does not exist");

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) =>
        new OneToOneFunctionMapper(Host, this, schema, Describe, CreateGetter);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(KeyToValueMappingTransformer));
        SaveColumns(ctx);
    }

    private static KeyToValueMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, LoadColumns(ctx));

    private static PrimitiveDataViewType ValueType(DataViewSchema.Column source) =>
        source.Annotations.Schema[Kinds.KeyValues].Type.GetItemType();

    private static (DataViewType Type, DataViewSchema.Annotations Annotations) Describe(DataViewSchema.Column source, int pair)
    {
        PrimitiveDataViewType value = ValueType(source);
        DataViewType type = source.Type is VectorDataViewType vector ? new VectorDataViewType(value, vector.Dimensions) : value;
        return (type, source.Annotations.Only(Kinds.SlotNames));
    }

    private static Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source, int pair) => GenericCall.Static<Delegate>(
        typeof(KeyToValueMappingTransformer),
        nameof(TypedGetter),
        [source.Type.GetItemType().RawType, ValueType(source).RawType],
        input,
        source);

    private static Delegate TypedGetter<TKey, TValue>(DataViewRow input, DataViewSchema.Column source)
        where TKey : IBinaryInteger<TKey>
    {
        VBuffer<TValue> annotation = default;
        source.GetKeyValues(ref annotation);
        TValue[] values = [.. annotation.DenseValues()];
        TValue missing = typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN
            : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN
            : default;
        return ElementwiseGetter.Create(input, source, (in TKey key, ref TValue value) =>
        {
            ulong number = ulong.CreateTruncating(key);
            value = number == 0 || number > (ulong)values.Length ? missing : values[number - 1];
        });
    }
}
