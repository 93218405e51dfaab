// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Transforms.Text;

/// <summary>Splits text at separator characters; empty words are dropped and no character is copied.</summary>
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
            if (length > 0)
                words.Add(text.Slice(start, length));
            start += length + 1;
        }
    }
}
