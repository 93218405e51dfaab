// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Writes keys, counted from zero, as bits, the highest first; a missing key has all bits set.</summary>
public sealed class KeyToBinaryVectorMappingTransformer : OneToOneTransformerBase
{
    internal KeyToBinaryVectorMappingTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToBinaryVectorMappingTransformer)), columns)
    {
    }

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
        ctx.SetLoader(typeof(KeyToBinaryVectorMappingTransformer));
        SaveColumns(ctx);
    }

    private static KeyToBinaryVectorMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, LoadColumns(ctx));

    // One bit more than the keys need, so that a missing key differs from all of them.
    private static int BitsOf(DataViewSchema.Column source) =>
        BitOperations.Log2((uint)((KeyDataViewType)source.Type.GetItemType()).Count) + 2;

    private static (DataViewType Type, DataViewSchema.Annotations Annotations) Describe(DataViewSchema.Column source, int pair)
    {
        int bits = BitsOf(source);
        VectorDataViewType type = source.Type is VectorDataViewType vector
            ? new(NumberDataViewType.Single, vector.Size, bits)
            : new(NumberDataViewType.Single, bits);
        string[] names = KeyNames.Of(source) is null ? null : [.. Enumerable.Range(0, bits).Select(i => $"Bit{bits - 1 - i}")];
        return (type, IndicatorAnnotations.Of(source, type, counts: false, names, categorical: false));
    }

    private static Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source, int pair) => GenericCall.Static<Delegate>(
        typeof(KeyToBinaryVectorMappingTransformer),
        nameof(TypedGetter),
        [source.Type.GetItemType().RawType],
        input,
        source,
        BitsOf(source));

    private static ValueGetter<VBuffer<float>> TypedGetter<TKey>(DataViewRow input, DataViewSchema.Column source, int bits)
        where TKey : IBinaryInteger<TKey>
    {
        ValueGetter<VBuffer<TKey>> vector = source.Type is VectorDataViewType ? input.GetGetter<VBuffer<TKey>>(source) : null;
        ValueGetter<TKey> scalar = vector is null ? input.GetGetter<TKey>(source) : null;
        VBuffer<TKey> buffer = default;
        var keys = new TKey[1];
        float[] items = new float[bits];
        return (ref VBuffer<float> result) =>
        {
            if (vector is null)
                scalar(ref keys[0]);
            else
            {
                vector(ref buffer);
                Array.Resize(ref keys, buffer.Length);
                buffer.CopyTo(keys);
                Array.Resize(ref items, buffer.Length * bits);
            }

            for (int i = 0; i < items.Length; i++)
                items[i] = (int.CreateTruncating(keys[i / bits]) - 1 >> (bits - 1 - i % bits)) & 1;
            VectorResult.Set(ref result, items);
        };
    }
}
