// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text;

namespace Microsoft.ML.Data;

/// <summary>How lines of text are found and split into fields.</summary>
internal sealed class TextFormat
{
    // How many lines are looked at to find the number of fields.
    private const int SampleLines = 100;
    private readonly char[] _separators;
    private readonly bool _quoting;
    private readonly bool _sparse;
    private readonly bool _trim;
    private readonly bool _multilines;
    private readonly char _escape;
    private readonly int _inputSize;

    public TextFormat(TextLoader.Options options)
    {
        _separators = options.Separators;
        _quoting = options.AllowQuoting;
        _sparse = options.AllowSparse;
        _trim = options.TrimWhitespace;
        _multilines = options.ReadMultilines && options.AllowQuoting;
        _escape = options.EscapeChar;
        _inputSize = options.InputSize ?? 0;
        HasHeader = options.HasHeader || options.HeaderFile is not null;
        SkipsFirstLine = options.HasHeader;
        MaxRows = options.MaxRows ?? long.MaxValue;
        MissingIsNaN = options.MissingRealsAsNaNs;
        DecimalMarker = options.DecimalMarker;
    }

    public bool HasHeader { get; }

    public bool SkipsFirstLine { get; }

    public bool MissingIsNaN { get; }

    public char DecimalMarker { get; }

    public long MaxRows { get; }

    public static TextFormat Load(BinaryReader reader) => new(new TextLoader.Options
    {
        Separators = reader.ReadString().ToCharArray(),
        AllowQuoting = reader.ReadBoolean(),
        AllowSparse = reader.ReadBoolean(),
        TrimWhitespace = reader.ReadBoolean(),
        ReadMultilines = reader.ReadBoolean(),
        EscapeChar = reader.ReadChar(),
        InputSize = reader.ReadInt32(),
        HasHeader = reader.ReadBoolean(),
        MissingRealsAsNaNs = reader.ReadBoolean(),
        DecimalMarker = reader.ReadChar(),
        MaxRows = reader.ReadInt64(),
    });

    public void Save(BinaryWriter writer)
    {
        writer.Write(new string(_separators));
        writer.Write(_quoting);
        writer.Write(_sparse);
        writer.Write(_trim);
        writer.Write(_multilines);
        writer.Write(_escape);
        writer.Write(_inputSize);
        writer.Write(SkipsFirstLine);
        writer.Write(MissingIsNaN);
        writer.Write(DecimalMarker);
        writer.Write(MaxRows);
    }

    /// <summary>The first lines of a source, the header among them.</summary>
    public IEnumerable<string> ReadSample(IMultiStreamSource source) => Enumerable.Range(0, Math.Min(1, source.Count))
        .SelectMany(i => ReadFile(source, i, skipFirst: false)).Select(l => l.Text).Take(SampleLines);

    /// <summary>The data lines of all files with their 1-based numbers; blank lines and comments are left out.</summary>
    public IEnumerable<(string Text, long Line)> ReadLines(IMultiStreamSource source) =>
        Enumerable.Range(0, source.Count).SelectMany(i => ReadFile(source, i, SkipsFirstLine));

    /// <summary>The fields of a line; fields that a sparse line leaves out are empty.</summary>
    public ReadOnlyMemory<char>[] Split(string line)
    {
        ReadOnlyMemory<char> text = _trim ? line.AsMemory().TrimEnd() : line.AsMemory();
        return new FieldSplitter(_separators, _quoting, _sparse, _escape, _inputSize).Split(text);
    }

    private IEnumerable<(string Text, long Line)> ReadFile(IMultiStreamSource source, int index, bool skipFirst)
    {
        using TextReader reader = source.OpenTextReader(index);
        long number = 0;
        bool first = true;
        while (ReadLogicalLine(reader, ref number) is { } line)
        {
            // Comments by '#' stand only before the first line.
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || (first && line[0] == '#'))
                continue;
            bool skip = first && skipFirst;
            first = false;
            if (!skip)
                yield return (line, number);
        }
    }

    private string ReadLogicalLine(TextReader reader, ref long number)
    {
        string line = reader.ReadLine();
        number++;
        if (!_multilines || line is null || !EndsInQuotes(line))
            return line;
        var text = new StringBuilder(line);
        while (reader.ReadLine() is { } more)
        {
            number++;
            text.Append('\n').Append(more);
            if (!EndsInQuotes(text.ToString()))
                break;
        }

        return text.ToString();
    }

    private bool EndsInQuotes(string text)
    {
        bool inside = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (inside && _escape != '"' && text[i] == _escape)
                i++;
            else if (text[i] == '"')
                inside = !inside;
        }

        return inside;
    }
}
