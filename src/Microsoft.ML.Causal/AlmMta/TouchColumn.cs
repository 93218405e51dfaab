// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>One column of journeys with entries per touch, while it is read.</summary>
internal abstract class TouchColumn(string role, DataViewSchema.Column column)
{
    private int _uneven, _rows, _firstUneven;

    public DataViewSchema.Column Column { get; } = column;

    /// <summary>Entries of the row at hand.</summary>
    public abstract int FetchedLength { get; }

    public abstract void Bind(DataViewRow row);

    /// <summary>Reads the row at hand.</summary>
    public abstract void Fetch();

    /// <summary>Keeps the entries of the most recent touches; a row of another length is counted instead.</summary>
    /// <param name="row">Number of the row, from 1.</param>
    /// <param name="length">Touches of the journey.</param>
    /// <param name="kept">Touches to keep.</param>
    /// <param name="width">Entries per touch.</param>
    public void Keep(int row, int length, int kept, int width)
    {
        _rows = row;
        if (FetchedLength == length * width)
        {
            Keep((length - kept) * width, kept * width);
            return;
        }

        if (_uneven++ == 0)
            _firstUneven = row;
    }

    /// <summary>As <see cref="Keep(int, int, int, int)"/>, but a row without entries is one whose entries are missing.</summary>
    public void KeepOrMissing(int row, int length, int kept)
    {
        if (FetchedLength == 0)
            KeepMissing(kept);
        else
            Keep(row, length, kept, width: 1);
        _rows = row;
    }

    /// <summary>Says how many rows were of another length than the journey.</summary>
    /// <exception cref="InvalidOperationException">Some were.</exception>
    public void ThrowIfUneven(string first)
    {
        if (_uneven > 0)
        {
            throw new InvalidOperationException(
                $"{role} column '{Column.Name}' does not fit the touches of '{first}' in {_uneven} of {_rows} rows, first in row {_firstUneven} (from 1); "
                + "touch columns must be of one length in each row.");
        }
    }

    protected abstract void Keep(int start, int count);

    protected abstract void KeepMissing(int count);
}

/// <inheritdoc cref="TouchColumn"/>
/// <typeparam name="T"><see cref="uint"/> for keys, <see cref="float"/> for numbers.</typeparam>
internal sealed class TouchColumn<T>(string role, DataViewSchema.Column column) : TouchColumn(role, column) where T : unmanaged
{
    private readonly GrowingArray<T> _values = new(1024);
    private ValueGetter<VBuffer<T>>? _getter;
    private VBuffer<T> _fetched;
    private T[] _dense = [];

    public override int FetchedLength => _fetched.Length;

    public override void Bind(DataViewRow row) => _getter = row.GetGetter<VBuffer<T>>(Column);

    public override void Fetch() => _getter!(ref _fetched);

    /// <summary>The entries kept.</summary>
    public T[] Values() => _values.ToArray();

    protected override void Keep(int start, int count)
    {
        if (_dense.Length < _fetched.Length)
            _dense = new T[2 * _fetched.Length];
        _fetched.CopyTo(_dense);
        _dense.AsSpan(start, count).CopyTo(_values.Extend(count));
    }

    // Only numbers can be missing: NaN, whose bytes are those of the type that says so.
    protected override void KeepMissing(int count) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<T, float>(_values.Extend(count)).Fill(float.NaN);
}
