// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>An array that grows while rows are read, and is handed out without a copy when it is full.</summary>
/// <typeparam name="TValue">Element type.</typeparam>
internal sealed class GrowingArray<TValue>
{
    private TValue[] _values;
    private int _count;

    /// <param name="capacity">Number of values expected; more are welcome.</param>
    public GrowingArray(long capacity) => _values = new TValue[Math.Clamp(capacity, 16, Array.MaxLength)];

    /// <summary>Adds one value.</summary>
    public void Add(TValue value) => Extend(1)[0] = value;

    /// <summary>Adds <paramref name="count"/> values, to be written by the caller.</summary>
    public Span<TValue> Extend(int count)
    {
        int needed = checked(_count + count);
        if (needed > _values.Length)
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _values.Length)));
        Span<TValue> added = _values.AsSpan(_count, count);
        _count = needed;
        return added;
    }

    /// <summary>Gets the values so far.</summary>
    public ReadOnlySpan<TValue> Written => _values.AsSpan(0, _count);

    /// <summary>The values, in an array of their number.</summary>
    public TValue[] ToArray()
    {
        if (_values.Length != _count)
            Array.Resize(ref _values, _count);
        return _values;
    }
}
