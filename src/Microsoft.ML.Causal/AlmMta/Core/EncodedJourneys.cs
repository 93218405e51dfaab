// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Training journeys, encoded once: <see cref="Row"/> gives a view that costs nothing.</summary>
internal sealed class EncodedJourneys
{
    private readonly double[] _context, _content, _numeric;
    private readonly int[] _keys, _cluster, _contentRow;

    /// <summary>Encodes all rows of <paramref name="data"/>.</summary>
    public EncodedJourneys(AlmMtaTrainingData data, JourneyEncoding encoding)
    {
        (Data, Encoding) = (data, encoding);
        CoreShape shape = encoding.Shape;
        int n = data.Rows, m = data.Touches, dx = shape.Context;
        _context = new double[n * dx];
        for (int i = 0; i < n; i++)
            encoding.Context.Apply(data.Context.AsSpan(i * dx, dx), _context.AsSpan(i * dx, dx));
        _numeric = new double[m * shape.Numeric];
        for (int c = 0; c < shape.Numeric; c++)
            encoding.Numeric.Apply(c, data.TouchNumeric[c], _numeric.AsSpan(c * m, m));

        _keys = [.. data.Keys.SelectMany(column => column)];
        _cluster = shape.Clusters > 0 ? data.Cluster! : [];
        _content = shape.Content == 0 ? []
            : data.ContentByTouch ? [.. data.Content!.Select(v => (double)(v * encoding.ContentScale))]
            : [.. encoding.ItemContent.Select(v => (double)v)];
        _contentRow = shape.Content == 0 ? [] : data.ContentByTouch ? [.. Enumerable.Range(0, m)] : data.Keys[0];
    }

    /// <summary>The rows as they were given.</summary>
    public AlmMtaTrainingData Data { get; }

    /// <summary>The encoding.</summary>
    public JourneyEncoding Encoding { get; }

    /// <summary>Row <paramref name="i"/>.</summary>
    public EncodedRow Row(int i)
    {
        int start = Data.Offsets[i], length = Data.Offsets[i + 1] - start, dx = Encoding.Shape.Context;
        return new EncodedRow
        {
            X = _context.AsSpan(i * dx, dx),
            Length = length,
            Keys = _keys.AsSpan(start),
            Numeric = _numeric.Length == 0 ? default : _numeric.AsSpan(start),
            Stride = Data.Touches,
            Cluster = _cluster.Length == 0 ? default : _cluster.AsSpan(start, length),
            Content = _content,
            ContentRow = _contentRow.Length == 0 ? default : _contentRow.AsSpan(start, length),
        };
    }

    /// <summary>v of touch <paramref name="touch"/> of all; empty without content.</summary>
    public ReadOnlySpan<double> ContentOfTouch(int touch)
    {
        int dv = Encoding.Shape.Content;
        return dv == 0 ? default : _content.AsSpan(_contentRow[touch] * dv, dv);
    }
}
