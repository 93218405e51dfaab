// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Columns of the input that go to the output as they are, before the scores: what tells rows apart once they have left the file.</summary>
/// <param name="Names">Their names.</param>
/// <param name="HasHeader">Whether the output begins with a header.</param>
internal sealed record KeptColumns(IReadOnlyList<string> Names, bool HasHeader)
{
    public static KeptColumns None { get; } = new([], true);

    /// <summary>The columns in scored data whose source was a <see cref="CsvDataView"/>.</summary>
    public IEnumerable<DataViewSchema.Column> In(DataViewSchema schema) => Names.Select(name => schema[CsvDataView.NameOfKept(name)]);

    /// <summary>Writes the header, if there is to be one.</summary>
    public void WriteHeader(TextWriter writer, IEnumerable<string> scores)
    {
        if (HasHeader)
            writer.WriteLine(string.Join(',', [.. Names.Select(Field), .. scores]));
    }

    /// <summary>What writes the columns of the cursor's row, each with a comma behind.</summary>
    public Action<TextWriter> Writer(DataViewRowCursor cursor)
    {
        ValueGetter<ReadOnlyMemory<char>>[] getters = [.. In(cursor.Schema).Select(column => cursor.GetGetter<ReadOnlyMemory<char>>(column))];
        ReadOnlyMemory<char> text = default;
        return writer =>
        {
            foreach (ValueGetter<ReadOnlyMemory<char>> getter in getters)
            {
                getter(ref text);
                writer.Write(Field(text.ToString()));
                writer.Write(',');
            }
        };
    }

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
