// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The content vectors of produced works, while journeys are read: one vector a row, none where nothing was produced.</summary>
internal sealed class WorkContentColumn(DataViewSchema.Column column)
{
    private readonly GrowingArray<float> _values = new(1024);

    // Rows with a work; the others have no place in _values.
    private readonly GrowingArray<int> _works = new(16);
    private ValueGetter<VBuffer<float>>? _getter;
    private VBuffer<float> _buffer;
    private float[] _dense = [];
    private int _rows, _width, _uneven, _firstUneven, _unevenLength, _broken, _firstBroken;

    public DataViewSchema.Column Column { get; } = column;

    public void Bind(DataViewRow row) => _getter = row.GetGetter<VBuffer<float>>(Column);

    /// <summary>Reads the row at hand.</summary>
    public void Read()
    {
        _rows++;
        _getter!(ref _buffer);
        int length = _buffer.Length;
        if (_dense.Length < length)
            _dense = new float[length];
        _buffer.CopyTo(_dense);
        ReadOnlySpan<float> work = _dense.AsSpan(0, length);
        int finite = 0, others = 0;
        foreach (float value in work)
        {
            finite += float.IsFinite(value) ? 1 : 0;
            others += value != 0 ? 1 : 0;
        }

        if (finite == 0 || others == 0)
            return;
        if (finite < length)
        {
            _firstBroken = _broken++ == 0 ? _rows : _firstBroken;
            return;
        }

        // The first work says how many numbers a vector has.
        _width = _width > 0 ? _width : length;
        if (length != _width)
        {
            (_firstUneven, _unevenLength) = _uneven++ == 0 ? (_rows, length) : (_firstUneven, _unevenLength);
            return;
        }

        work.CopyTo(_values.Extend(length));
        _works.Add(_rows - 1);
    }

    /// <summary>Content of all rows, [n,width], zeros where there is no work.</summary>
    /// <param name="width">Numbers of a touch's content vector.</param>
    /// <exception cref="InvalidOperationException">Works have vectors of another width, or of several, or such that lack some numbers.</exception>
    public float[] Values(int width)
    {
        if (_broken > 0)
        {
            throw new InvalidOperationException(
                $"Work content column '{Column.Name}' is NaN or infinite in part in {_broken} of {_rows} rows, first in row {_firstBroken} (from 1); "
                + "give a work all of its numbers, or none.");
        }

        if (_uneven > 0)
        {
            throw new InvalidOperationException(
                $"Work content column '{Column.Name}' has {_width} numbers in its first work and another count in {_uneven} rows, first {_unevenLength} in row "
                + $"{_firstUneven} (from 1); all works need vectors of one width.");
        }

        int[] works = _works.ToArray();
        if (works.Length > 0 && _width != width)
        {
            throw new InvalidOperationException(
                $"Work content column '{Column.Name}' has vectors of {_width} numbers where the content of touches has {width}; both must come from one space.");
        }

        float[] found = _values.ToArray(), all = new float[_rows * width];
        for (int k = 0; k < works.Length; k++)
            found.AsSpan(k * width, width).CopyTo(all.AsSpan(works[k] * width));
        return all;
    }
}
