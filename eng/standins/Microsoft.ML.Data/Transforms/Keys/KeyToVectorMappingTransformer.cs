// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys into indicator vectors, or vectors of keys into counts.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal KeyToVectorMappingTransformer(
        IHostEnvironment env, bool outputCountVector, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToVectorMappingTransformer)), columns) => Counts = outputCountVector;

    internal bool Counts { get; }

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn)
    {
        DataViewSchema.Column source = inputSchema[sourceColumn];
        if (source.Type.GetItemType() is not KeyDataViewType { Count: <= int.MaxValue })
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, "key type of known cardinality", $"{source.Type}");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) =>
        new OneToOneFunctionMapper(Host, this, schema, Describe, CreateGetter);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(KeyToVectorMappingTransformer));
        ctx.Writer.Write(Counts);
        SaveColumns(ctx);
    }

    private static KeyToVectorMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, ctx.Reader.ReadBoolean(), LoadColumns(ctx));

    private static int CardinalityOf(DataViewSchema.Column source) => (int)((KeyDataViewType)source.Type.GetItemType()).Count;

    private (DataViewType Type, DataViewSchema.Annotations Annotations) Describe(DataViewSchema.Column source, int pair)
    {
        int cardinality = CardinalityOf(source);
        var vector = source.Type as VectorDataViewType;
        VectorDataViewType type = vector is null || Counts ? new(NumberDataViewType.Single, cardinality)
            : vector.IsKnownSize ? new(NumberDataViewType.Single, vector.Size, cardinality)
            : new(NumberDataViewType.Single, 0, cardinality);
        return (type, IndicatorAnnotations.Of(source, type, Counts, KeyNames.Of(source)));
    }

    private Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source, int pair) => GenericCall.Static<Delegate>(
        typeof(KeyToVectorMappingTransformer),
        source.Type is not VectorDataViewType ? nameof(OfScalar) : Counts ? nameof(Count) : nameof(OfVector),
        [source.Type.GetItemType().RawType],
        input,
        source,
        CardinalityOf(source));

    private static ValueGetter<VBuffer<float>> OfScalar<TKey>(DataViewRow input, DataViewSchema.Column source, int cardinality)
        where TKey : IBinaryInteger<TKey>
    {
        ValueGetter<TKey> getter = input.GetGetter<TKey>(source);
        TKey key = default;
        return (ref VBuffer<float> result) =>
        {
            getter(ref key);
            VBufferEditor<float> editor = VBufferEditor.Create(ref result, cardinality, TKey.IsZero(key) ? 0 : 1);
            if (!TKey.IsZero(key))
            {
                editor.Values[0] = 1;
                if (cardinality > 1)
                    editor.Indices[0] = int.CreateTruncating(key) - 1;
            }

            result = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<float>> OfVector<TKey>(DataViewRow input, DataViewSchema.Column source, int cardinality)
        where TKey : IBinaryInteger<TKey>
    {
        ValueGetter<VBuffer<TKey>> getter = input.GetGetter<VBuffer<TKey>>(source);
        VBuffer<TKey> keys = default;
        return (ref VBuffer<float> result) =>
        {
            getter(ref keys);
            int count = 0;
            foreach (TKey key in keys.GetValues())
                count += TKey.IsZero(key) ? 0 : 1;
            VBufferEditor<float> editor = VBufferEditor.Create(ref result, keys.Length * cardinality, count, requireIndicesOnDense: true);
            int next = 0;
            ReadOnlySpan<TKey> values = keys.GetValues();
            for (int i = 0; i < values.Length; i++)
            {
                if (TKey.IsZero(values[i]))
                    continue;
                editor.Values[next] = 1;
                editor.Indices[next++] = (keys.IsDense ? i : keys.GetIndices()[i]) * cardinality + int.CreateTruncating(values[i]) - 1;
            }

            result = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<float>> Count<TKey>(DataViewRow input, DataViewSchema.Column source, int cardinality)
        where TKey : IBinaryInteger<TKey>
    {
        ValueGetter<VBuffer<TKey>> getter = input.GetGetter<VBuffer<TKey>>(source);
        VBuffer<TKey> keys = default;
        float[] counts = new float[cardinality];
        return (ref VBuffer<float> result) =>
        {
            getter(ref keys);
            Array.Clear(counts);
            foreach (TKey key in keys.GetValues())
            {
                if (!TKey.IsZero(key))
                    counts[int.CreateTruncating(key) - 1]++;
            }

            VectorResult.Set(ref result, counts);
        };
    }
}
