// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Splits text into a vector of words.</summary>
public sealed class WordTokenizingTransformer : OneToOneTransformerBase
{
    internal const string Expected = "String or Vector of String";
    private readonly char[] _separators;

    internal WordTokenizingTransformer(
        IHostEnvironment env, char[] separators, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(WordTokenizingTransformer)), columns)
    {
        Host.CheckParam(separators.Length > 0, nameof(separators), "At least one separator is needed.");
        _separators = separators;
    }

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int sourceColumn)
    {
        DataViewSchema.Column source = inputSchema[sourceColumn];
        if (source.Type.GetItemType() is not TextDataViewType)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, Expected, $"{source.Type}");
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new OneToOneFunctionMapper(
        Host,
        this,
        schema,
        (_, _) => (new VectorDataViewType(TextDataViewType.Instance), null),
        (row, source, _) => CreateGetter(row, source));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(WordTokenizingTransformer));
        ctx.Writer.Write(new string(_separators));
        SaveColumns(ctx);
    }

    private static WordTokenizingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, ctx.Reader.ReadString().ToCharArray(), LoadColumns(ctx));

    private Delegate CreateGetter(DataViewRow input, DataViewSchema.Column source)
    {
        var words = new List<ReadOnlyMemory<char>>();
        if (source.Type is not VectorDataViewType)
        {
            ValueGetter<ReadOnlyMemory<char>> scalar = input.GetGetter<ReadOnlyMemory<char>>(source);
            ReadOnlyMemory<char> text = default;
            return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> result) =>
            {
                scalar(ref text);
                WordTokenizer.Split(text, _separators, words);
                Flush(words, ref result);
            });
        }

        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
        VBuffer<ReadOnlyMemory<char>> texts = default;
        return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> result) =>
        {
            getter(ref texts);
            foreach (ReadOnlyMemory<char> text in texts.GetValues())
                WordTokenizer.Split(text, _separators, words);
            Flush(words, ref result);
        });
    }

    private static void Flush(List<ReadOnlyMemory<char>> words, ref VBuffer<ReadOnlyMemory<char>> result)
    {
        VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref result, words.Count);
        words.CopyTo(editor.Values);
        result = editor.Commit();
        words.Clear();
    }
}
