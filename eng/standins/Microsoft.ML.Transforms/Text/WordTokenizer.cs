// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Transforms.Text;

/// <summary>Splits text at separator characters and trims each word; blank words are dropped and no character is copied.</summary>
internal static class WordTokenizer
{
    public static void Split(ReadOnlyMemory<char> text, char[] separators, List<ReadOnlyMemory<char>> words)
    {
        ReadOnlySpan<char> span = text.Span;
        int start = 0;
        while (start < span.Length)
        {
            int length = span[start..].IndexOfAny(separators);
            if (length < 0)
                length = span.Length - start;
            ReadOnlyMemory<char> word = text.Slice(start, length).Trim();
            if (!word.IsEmpty)
                words.Add(word);
            start += length + 1;
        }
    }
}
