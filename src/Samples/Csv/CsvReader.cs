// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Reads a comma-separated file with a header, or a tab-separated one where that has a tab, line by line; what does not fit is told with its line and column.</summary>
internal sealed class CsvReader : IDisposable
{
    /// <summary>What stands between the values of touches in a field.</summary>
    public const char PartSeparator = '|';

    private readonly StreamReader _reader;
    private readonly List<Range> _fields = [];
    private char _separator = ',';
    private string _text = "";

    /// <param name="path">The file.</param>
    /// <param name="columns">The column names of a file without a header; null where the first line has them.</param>
    /// <exception cref="InputException">The file cannot be read, is empty where a header is expected, or a column is named twice.</exception>
    public CsvReader(string path, IReadOnlyList<string>? columns = null)
    {
        Path = path == CsvFile.Standard ? "standard input" : path;
        _reader = CsvFile.OpenText(path);
        Columns = columns ?? Header();
        if (Columns.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException(Path, 1, twice.Key, "the header names this column twice.");
    }

    public string Path { get; }

    /// <summary>Gets the column names, in the order of the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Gets the number of the current line; the header is line 1.</summary>
    public long Line { get; private set; }

    /// <summary>The position of a column.</summary>
    /// <exception cref="InputException">The header does not have it.</exception>
    public int Find(string column)
    {
        int index = Columns.ToList().IndexOf(column);
        return index >= 0 ? index : throw new InputException(Path, 1, column,
            $"the header lacks this column; it has {string.Join(", ", Columns)}.");
    }

    /// <summary>Goes to the next line; empty lines are passed over.</summary>
    /// <exception cref="InputException">The line has too few or too many fields.</exception>
    public bool Read()
    {
        do
        {
            if (!NextLine())
                return false;
        }
        while (_text.Length == 0);

        Split();
        if (_fields.Count != Columns.Count)
        {
            string column = Columns[Math.Min(_fields.Count, Columns.Count - 1)];
            throw new InputException(Path, Line, column, $"the line has {_fields.Count} fields where the header has {Columns.Count}.");
        }

        return true;
    }

    /// <summary>A field as text.</summary>
    public ReadOnlySpan<char> Text(int column)
    {
        ReadOnlySpan<char> text = _text.AsSpan()[_fields[column]];
        return text.Contains('"') ? text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>A field as a finite number.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public float Number(int column)
    {
        ReadOnlySpan<char> text = Text(column);
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value))
            return value;
        throw Unexpected(column, "a finite number", text);
    }

    /// <summary>A field as a finite number; NaN where it is empty.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public float OptionalNumber(int column) => Text(column).IsWhiteSpace() ? float.NaN : Number(column);

    /// <summary>A field as so many finite numbers with blanks between; NaN where it is empty.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public float[] OptionalNumbers(int column, int count)
    {
        ReadOnlySpan<char> text = Text(column);
        var numbers = new float[count];
        Array.Fill(numbers, float.NaN);
        int found = 0;
        foreach (Range part in text.Split(' '))
        {
            if (text[part].IsEmpty)
                continue;
            if (found == count || !float.TryParse(text[part], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[found]) || !float.IsFinite(numbers[found]))
                throw Unexpected(column, $"{count} finite numbers with blanks between, or nothing,", text);
            found++;
        }

        return found == 0 || found == count ? numbers : throw Unexpected(column, $"{count} finite numbers with blanks between, or nothing,", text);
    }

    /// <summary>The parts of a field that holds one value a touch; none where it is empty.</summary>
    /// <param name="column">The column.</param>
    /// <param name="parts">Takes the parts.</param>
    public void Parts(int column, List<ReadOnlyMemory<char>> parts)
    {
        parts.Clear();
        ReadOnlyMemory<char> text = Text(column).ToString().AsMemory();
        if (text.IsEmpty)
            return;
        foreach (Range part in text.Span.Split(PartSeparator))
            parts.Add(text[part]);
    }

    /// <summary>A field as one finite number a touch, NaN where a part is empty.</summary>
    /// <exception cref="InputException">A part is something else.</exception>
    public void Numbers(int column, List<float> numbers)
    {
        numbers.Clear();
        ReadOnlySpan<char> text = Text(column);
        if (text.IsEmpty)
            return;
        foreach (Range part in text.Split(PartSeparator))
        {
            float number = float.NaN;
            if (!text[part].IsWhiteSpace() && !(float.TryParse(text[part], NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number)))
                throw Unexpected(column, $"finite numbers with {PartSeparator} between, one a touch,", text);
            numbers.Add(number);
        }
    }

    /// <summary>A field as a whole number of at least 0.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public int Whole(int column)
    {
        ReadOnlySpan<char> text = Text(column);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value : throw Unexpected(column, "a whole number of at least 0", text);
    }

    /// <summary>A field as 0 or 1, false or true.</summary>
    /// <exception cref="InputException">It is neither.</exception>
    public bool Truth(int column)
    {
        ReadOnlySpan<char> text = Text(column).Trim();
        if (text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase))
            return true;
        if (text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase))
            return false;
        throw Unexpected(column, "0 or 1", text);
    }

    public void Dispose() => _reader.Dispose();

    // The value itself is not shown: a file may hold what does not belong on a screen.
    private InputException Unexpected(int column, string expected, ReadOnlySpan<char> text) => new(Path, Line, Columns[column],
        $"{expected} was expected, but {(text.IsWhiteSpace() ? "the field is empty" : "the field holds something else")}.");

    private string[] Header()
    {
        if (!NextLine())
            throw new InputException(Path, "a header line was expected, but the file is empty.");
        _separator = _text.Contains('\t') ? '\t' : ',';
        Split();
        return [.. _fields.Select((_, i) => Text(i).Trim().ToString())];
    }

    private bool NextLine()
    {
        try
        {
            if (_reader.ReadLine() is not { } text)
                return false;
            _text = text;
            Line++;
            return true;
        }
        catch (InvalidDataException)
        {
            throw new InputException(Path, "the name ends in .gz, but the content is not gzip, or is damaged.");
        }
    }

    /// <summary>Finds the fields of the current line; one in quotes may hold separators, and quotes doubled.</summary>
    private void Split()
    {
        _fields.Clear();
        for (int start = 0; start <= _text.Length; start++)
        {
            bool quoted = start < _text.Length && _text[start] == '"';
            int end = quoted ? ClosingQuote(start + 1) : start;
            if (quoted)
                _fields.Add((start + 1)..end);
            int separator = _text.IndexOf(_separator, end);
            separator = separator < 0 ? _text.Length : separator;
            if (!quoted)
                _fields.Add(start..separator);
            start = separator;
        }
    }

    private int ClosingQuote(int from)
    {
        for (int i = from; i < _text.Length; i++)
        {
            if (_text[i] != '"')
                continue;
            if (i + 1 == _text.Length || _text[i + 1] != '"')
                return i;
            i++;
        }

        int field = Math.Min(_fields.Count, (Columns?.Count ?? 1) - 1);
        throw new InputException(Path, Line, Columns?[field] ?? "header", "a quote is opened but not closed on the line.");
    }
}
