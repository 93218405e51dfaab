// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Splits one line into fields.</summary>
internal sealed class FieldSplitter(char[] separators, bool quoting, bool sparse, char escape, int inputSize)
{
    private readonly bool _spaceSeparates = separators.Contains(' ');
    private readonly List<ReadOnlyMemory<char>> _fields = [];
    private int _sparseStart = -1;

    public ReadOnlyMemory<char>[] Split(ReadOnlyMemory<char> line)
    {
        for (int position = 0; position <= line.Length;)
            position = Next(line, position);
        return [.. _fields];
    }

    // Reads the field at the position and gives the position of the next one.
    private int Next(ReadOnlyMemory<char> line, int position)
    {
        ReadOnlySpan<char> span = line.Span;
        position = SkipSpaces(span, position);
        int index = sparse ? SparseIndex(span, ref position) : -1;
        ReadOnlyMemory<char> field;
        if (quoting && position < span.Length && span[position] == '"')
            field = Quoted(span, ref position);
        else
        {
            int length = span[position..].IndexOfAny(separators);
            length = length < 0 ? span.Length - position : length;
            field = line.Slice(position, length);
            position += length;
        }

        if (index < 0)
            _fields.Add(field);
        else
            AddSparse(index, field);
        return position + 1;
    }

    private int SkipSpaces(ReadOnlySpan<char> span, int position)
    {
        while (!_spaceSeparates && position < span.Length && span[position] == ' ')
            position++;
        return position;
    }

    private int SparseIndex(ReadOnlySpan<char> span, ref int position)
    {
        int end = position;
        while (end < span.Length && char.IsAsciiDigit(span[end]))
            end++;
        bool marked = end > position && end < span.Length && span[end] == ':';
        if (!marked || !int.TryParse(span[position..end], CultureInfo.InvariantCulture, out int index))
            return -1;
        position = SkipSpaces(span, end + 1);
        return index;
    }

    // Before the first index stands how many fields the sparse part has, unless the size of lines was given.
    private void AddSparse(int index, ReadOnlyMemory<char> field)
    {
        if (_sparseStart < 0)
        {
            int length;
            if (inputSize > 0)
                length = inputSize - _fields.Count;
            else if (_fields.Count > 0 && int.TryParse(_fields[^1].Span, CultureInfo.InvariantCulture, out length))
                _fields.RemoveAt(_fields.Count - 1);
            else
                throw new FormatException("The size of a sparse line must stand before its first index.");
            _sparseStart = _fields.Count;
            _fields.AddRange(Enumerable.Repeat(ReadOnlyMemory<char>.Empty, length));
        }

        if (_sparseStart + index >= _fields.Count)
            throw new FormatException($"A sparse line has index {index}, its size is {_fields.Count - _sparseStart}.");
        _fields[_sparseStart + index] = field;
    }

    // The text inside quotes; text between the closing quote and the separator makes the field empty.
    private ReadOnlyMemory<char> Quoted(ReadOnlySpan<char> span, ref int position)
    {
        var text = new StringBuilder();
        bool closed = false, broken = false;
        for (position++; position < span.Length && !closed; position++)
        {
            bool escaped = span[position] == escape && position + 1 < span.Length && span[position + 1] == '"';
            if (escaped)
                text.Append(span[++position]);
            else if (span[position] == '"')
                closed = true;
            else
                text.Append(span[position]);
        }

        for (; position < span.Length && !separators.Contains(span[position]); position++)
            broken |= span[position] != ' ';
        return closed && !broken ? text.ToString().AsMemory() : ReadOnlyMemory<char>.Empty;
    }
}
