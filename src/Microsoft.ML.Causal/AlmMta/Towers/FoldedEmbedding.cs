// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>M e of a touch, M a matrix that is multiplied into the tables of e once.</summary>
internal sealed class FoldedEmbedding
{
    private readonly double[][] _keys;
    private readonly double[] _clusters, _items;
    private readonly RowMatrix? _content;
    private readonly int _width, _contentWidth;

    /// <summary>Multiplies.</summary>
    /// <param name="arrays">Arrays of the tower.</param>
    /// <param name="inputs">Sizes of the inputs.</param>
    /// <param name="itemContent">Scaled content of items, [items+1,dv]; empty where journeys bring theirs.</param>
    /// <param name="matrix">M.</param>
    public FoldedEmbedding(NamedArrays arrays, CoreShape inputs, double[] itemContent, RowMatrix matrix)
    {
        (_width, _contentWidth) = (matrix.Outputs, inputs.Content);
        _keys = arrays.Has("E_key0") ? [.. inputs.KeyCardinalities.Select((_, c) => matrix.Apply(Wide(arrays.Get($"E_key{c}").Values)))] : [];
        _clusters = arrays.Has("E_cl") ? matrix.Apply(Wide(arrays.Get("E_cl").Values)) : [];
        _items = [];
        if (!arrays.Has("W_v"))
            return;
        _content = RowMatrix.Product(matrix, new RowMatrix(arrays.Get("W_v")));
        _items = _content.Apply(itemContent);
    }

    /// <summary>sum += M e of touch <paramref name="j"/>.</summary>
    public void AddTo(in EncodedRow row, int j, Span<double> sum)
    {
        for (int c = 0; c < _keys.Length; c++)
            DoubleSpan.AddScaled(1, _keys[c].AsSpan(row.Keys[c * row.Stride + j] * _width, _width), sum);
        if (_clusters.Length > 0)
            DoubleSpan.AddScaled(1, _clusters.AsSpan((row.Cluster.IsEmpty ? 0 : row.Cluster[j]) * _width, _width), sum);
        if (_items.Length > 0)
            DoubleSpan.AddScaled(1, _items.AsSpan(row.ContentRow[j] * _width, _width), sum);
        else
            _content?.AddTo(row.ContentOf(j, _contentWidth), sum);
    }

    private static double[] Wide(float[] values) => Array.ConvertAll(values, value => (double)value);
}
