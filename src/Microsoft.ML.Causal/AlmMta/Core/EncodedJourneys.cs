// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>Training journeys, encoded once: <see cref="Row"/> gives a view that costs nothing.</summary>
internal sealed class EncodedJourneys
{
    // Codes of a row stand together, column after column, and so do its numbers: rows are read in random order, and every place costs a wait.
    private readonly double[] _context, _content, _numeric;
    private readonly int[] _codes;
    private readonly int _keyColumns, _codeColumns;
    private readonly bool _clusters;

    /// <summary>Encodes all rows of <paramref name="data"/>.</summary>
    public EncodedJourneys(AlmMtaTrainingData data, JourneyEncoding encoding)
    {
        (Data, Encoding) = (data, encoding);
        CoreShape shape = encoding.Shape;
        int n = data.Rows, m = data.Touches, dx = shape.Context;
        _context = new double[n * dx];
        for (int i = 0; i < n; i++)
            encoding.Context.Apply(data.Context.AsSpan(i * dx, dx), _context.AsSpan(i * dx, dx));
        var column = new double[shape.Numeric == 0 ? 0 : m];
        _numeric = new double[m * shape.Numeric];
        for (int c = 0; c < shape.Numeric; c++)
        {
            encoding.Numeric.Apply(c, data.TouchNumeric[c], column);
            Pack(column, c, shape.Numeric, _numeric);
        }

        _content = shape.Content == 0 ? []
            : data.ContentByTouch ? [.. data.Content!.Select(v => (double)(v * encoding.ContentScale))]
            : [.. encoding.ItemContent.Select(v => (double)v)];
        (_keyColumns, _clusters) = (data.Keys.Length, shape.Clusters > 0);
        List<int[]> codes = [.. data.Keys];
        if (_clusters)
            codes.Add(data.Cluster!);
        if (data.ContentByTouch && shape.Content > 0)
            codes.Add([.. Enumerable.Range(0, m)]);
        _codeColumns = codes.Count;
        _codes = new int[m * _codeColumns];
        for (int c = 0; c < _codeColumns; c++)
            Pack(codes[c], c, _codeColumns, _codes);
    }

    /// <summary>The rows as they were given.</summary>
    public AlmMtaTrainingData Data { get; }

    /// <summary>The encoding.</summary>
    public JourneyEncoding Encoding { get; }

    /// <summary>Row <paramref name="i"/>.</summary>
    public EncodedRow Row(int i)
    {
        int start = Data.Offsets[i], length = Data.Offsets[i + 1] - start, dx = Encoding.Shape.Context, numeric = Encoding.Shape.Numeric;
        ReadOnlySpan<int> codes = _codes.AsSpan(start * _codeColumns, length * _codeColumns);
        return new EncodedRow
        {
            X = _context.AsSpan(i * dx, dx),
            Length = length,
            Keys = codes,
            Numeric = _numeric.AsSpan(start * numeric, length * numeric),
            Stride = length,
            Cluster = _clusters ? codes.Slice(_keyColumns * length, length) : default,
            Content = _content,
            // An item's content stands in the row of its code.
            ContentRow = _content.Length == 0 ? default : codes.Slice(Data.ContentByTouch ? (_codeColumns - 1) * length : 0, length),
        };
    }

    /// <summary>Brings rows that are read next into the cache: places that do not depend on each other are waited for together, not row after row.</summary>
    /// <returns>A sum of what was read, so that it is read.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]    // or the sum that nobody wants would not be made
    public double Warm(ReadOnlySpan<int> rows)
    {
        int dx = Encoding.Shape.Context;
        double sum = 0;
        foreach (int i in rows)
        {
            int first = Data.Offsets[i] * _codeColumns, last = Data.Offsets[i + 1] * _codeColumns - 1;
            sum += _context[i * dx] + _context[i * dx + dx - 1] + (last >= first ? _codes[first] + _codes[last] : 0);
        }

        return sum;
    }

    /// <summary>v of touch <paramref name="touch"/> of all; empty without content.</summary>
    public ReadOnlySpan<double> ContentOfTouch(int touch)
    {
        int dv = Encoding.Shape.Content;
        return dv == 0 ? default : _content.AsSpan((Data.ContentByTouch ? touch : Data.Keys[0][touch]) * dv, dv);
    }

    /// <summary>Puts a column of all touches where each row has it.</summary>
    private void Pack<T>(T[] column, int index, int columns, T[] packed)
    {
        for (int i = 0; i < Data.Rows; i++)
        {
            int start = Data.Offsets[i], length = Data.Length(i);
            column.AsSpan(start, length).CopyTo(packed.AsSpan(start * columns + index * length));
        }
    }
}
