// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Says of each value whether it is missing.</summary>
public sealed class MissingValueIndicatorTransformer : OneToOneTransformerBase
{
    internal MissingValueIndicatorTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(MissingValueIndicatorTransformer)), columns)
    {
    }

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn)
    {
        DataViewSchema.Column source = inputSchema[sourceColumn];
        if (!MissingValueReplacement.Suits(source.Type.GetItemType()))
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "input", source.Name, "Single, Double or a vector of them", $"{source.Type}");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) =>
        new OneToOneFunctionMapper(Host, this, schema, Describe, CreateGetter);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(MissingValueIndicatorTransformer));
        SaveColumns(ctx);
    }

    private static MissingValueIndicatorTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, LoadColumns(ctx));

    private static (DataViewType Type, DataViewSchema.Annotations Annotations) Describe(DataViewSchema.Column source, int pair) => (
        source.Type is VectorDataViewType vector
            ? new VectorDataViewType(BooleanDataViewType.Instance, vector.Dimensions)
            : BooleanDataViewType.Instance,
        source.Annotations.Only(normalized: true, Kinds.SlotNames));

    private static Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source, int pair) => GenericCall.Static<Delegate>(
        typeof(MissingValueIndicatorTransformer), nameof(TypedGetter), [source.Type.GetItemType().RawType], input, source);

    private static Delegate TypedGetter<T>(DataViewRow input, DataViewSchema.Column source)
        where T : INumberBase<T>
    {
        if (source.Type is not VectorDataViewType)
            return ElementwiseGetter.Create(input, source, (in T value, ref bool missing) => missing = T.IsNaN(value));

        ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(source);
        VBuffer<T> vector = default;
        bool[] missing = [];
        return (ValueGetter<VBuffer<bool>>)((ref VBuffer<bool> result) =>
        {
            getter(ref vector);
            Array.Resize(ref missing, vector.Length);
            Array.Clear(missing);
            ReadOnlySpan<T> values = vector.GetValues();
            for (int i = 0; i < values.Length; i++)
                missing[vector.IsDense ? i : vector.GetIndices()[i]] = T.IsNaN(values[i]);
            VectorResult.Set(ref result, missing);
        });
    }
}
