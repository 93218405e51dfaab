// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Reads a feature vector as a dense span, whatever its representation.</summary>
internal sealed class DenseFeatures(DataViewRow row, DataViewSchema.Column column)
{
    private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(column);
    private VBuffer<float> _buffer;
    private float[] _dense = [];

    /// <summary>The features of the current row; good until the next call.</summary>
    public ReadOnlySpan<float> Current()
    {
        _getter(ref _buffer);
        if (_buffer.IsDense)
            return _buffer.GetValues();
        if (_dense.Length < _buffer.Length)
            _dense = new float[_buffer.Length];
        Span<float> dense = _dense.AsSpan(0, _buffer.Length);
        _buffer.CopyTo(dense);
        return dense;
    }
}
