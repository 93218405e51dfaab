// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>One column of paths, for one cursor: the parts of the cell at hand.</summary>
internal sealed class PathCell
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter;
    private readonly string _separator;
    private readonly bool _isNumber;
    private readonly List<ReadOnlyMemory<char>> _parts = [];
    private readonly List<float> _numbers = [];
    private ReadOnlyMemory<char> _cell;

    /// <param name="row">The cursor's row.</param>
    /// <param name="column">A column of texts.</param>
    /// <param name="separator">What stands between touches, without blanks around.</param>
    /// <param name="isNumber">Whether the parts are numbers.</param>
    public PathCell(DataViewRow row, DataViewSchema.Column column, string separator, bool isNumber)
    {
        _getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        (Name, _separator, _isNumber) = (column.Name, separator, isNumber);
    }

    /// <summary>Name of the column.</summary>
    public string Name { get; }

    /// <summary>Splits the cell of the cursor's row.</summary>
    /// <param name="row">Number of the row, from 1.</param>
    /// <returns>The number of touches.</returns>
    /// <exception cref="InvalidOperationException">A part is not a number where numbers are expected.</exception>
    public int Read(long row)
    {
        _getter(ref _cell);
        _parts.Clear();
        if (_cell.Span.Trim().IsEmpty)
            return 0;
        for (ReadOnlyMemory<char> rest = _cell; ;)
        {
            int at = rest.Span.IndexOf(_separator, StringComparison.Ordinal);
            _parts.Add((at < 0 ? rest : rest[..at]).Trim());
            if (at < 0)
                break;
            rest = rest[(at + _separator.Length)..];
        }

        if (_isNumber)
            ReadNumbers(row);
        return _parts.Count;
    }

    /// <summary>The getter of the vector of parts that <paramref name="span"/> keeps.</summary>
    public Delegate Getter(JourneySpan span) => _isNumber ? Getter(_numbers, span) : Getter(_parts, span);

    private void ReadNumbers(long row)
    {
        _numbers.Clear();
        foreach (ReadOnlyMemory<char> part in _parts)
        {
            _numbers.Add(float.TryParse(part.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
                ? number
                : throw new InvalidOperationException(
                    $"Column '{Name}' has something else than a number in row {row} (from 1), at touch {_numbers.Count + 1}; "
                    + "name it as a key column, or mend the row."));
        }
    }

    private static ValueGetter<VBuffer<T>> Getter<T>(List<T> parts, JourneySpan span) => (ref VBuffer<T> target) =>
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref target, span.Count);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parts).Slice(span.Start, span.Count).CopyTo(editor.Values);
        target = editor.Commit();
    };
}
