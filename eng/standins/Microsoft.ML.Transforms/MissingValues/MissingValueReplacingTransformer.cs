// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Transforms;

/// <summary>Puts learned values in place of missing numbers.</summary>
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    private readonly MissingValueReplacement[] _replacements;

    internal MissingValueReplacingTransformer(
        IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, MissingValueReplacement[] replacements)
        : base(env.Register(nameof(MissingValueReplacingTransformer)), columns) => _replacements = replacements;

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn)
    {
        DataViewSchema.Column source = inputSchema[sourceColumn];
        if (!source.Type.SameSizeAndItemType(_replacements[pair].Type))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, $"{_replacements[pair].Type}", $"{source.Type}");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new OneToOneFunctionMapper(
        Host, this, schema, (source, _) => (source.Type, source.Annotations.Only(Kinds.SlotNames, Kinds.IsNormalized)), CreateGetter);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(MissingValueReplacingTransformer));
        SaveColumns(ctx);
        ctx.Writer.WriteArray(_replacements, replacement => replacement.Save(ctx.Writer));
    }

    private static MissingValueReplacingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, LoadColumns(ctx), ctx.Reader.ReadArray(() => MissingValueReplacement.Load(ctx.Reader)));

    private Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source, int pair) => GenericCall.Static<Delegate>(
        typeof(MissingValueReplacingTransformer),
        nameof(TypedGetter),
        [source.Type.GetItemType().RawType],
        input,
        source,
        _replacements[pair]);

    private static Delegate TypedGetter<T>(DataViewRow input, DataViewSchema.Column source, MissingValueReplacement replacement)
        where T : INumberBase<T>
    {
        T[] values = [.. replacement.Values.Select(T.CreateTruncating)];
        if (source.Type is not VectorDataViewType)
            return ElementwiseGetter.Create(input, source, (in T value, ref T result) => result = T.IsNaN(value) ? values[0] : value);

        ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(source);
        VBuffer<T> vector = default;
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> result) =>
        {
            getter(ref vector);
            vector.CopyTo(ref result);
            VBufferEditor<T> editor = VBufferEditor.CreateFromBuffer(ref result);
            for (int i = 0; i < editor.Values.Length; i++)
            {
                if (T.IsNaN(editor.Values[i]))
                    editor.Values[i] = values[values.Length == 1 ? 0 : editor.Indices.IsEmpty ? i : editor.Indices[i]];
            }

            result = editor.Commit();
        });
    }
}
