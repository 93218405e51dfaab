// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics;

namespace Microsoft.ML.Causal;

/// <summary>Keys of earlier batches, first in, first out.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class KeyQueue<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _keys;
    private readonly int _capacity, _width;
    private int _count;
    private T[] _unit = [];

    /// <summary>Makes an empty queue.</summary>
    /// <param name="capacity">Most keys that it holds, at least 1.</param>
    /// <param name="width">Width of a key.</param>
    public KeyQueue(int capacity, int width)
    {
        (_capacity, _width) = (capacity, width);
        _keys = new T[capacity * width];
    }

    /// <summary>Number of keys.</summary>
    public int Count => _count;

    /// <summary>The keys, oldest first, [count,w].</summary>
    public ReadOnlySpan<T> Keys => _keys.AsSpan(0, _count * _width);

    /// <summary>Saves or restores the keys.</summary>
    public void Exchange(TrainingState state)
    {
        _count = state.Exchange("queue.count", _count);
        state.Exchange("queue.keys", _keys.AsSpan());
    }

    /// <summary>Adds keys [n,w]; the oldest leave where there is no room.</summary>
    public void Push(ReadOnlySpan<T> keys)
    {
        int added = Math.Min(keys.Length / _width, _capacity), kept = Math.Min(_count, _capacity - added);
        _keys.AsSpan((_count - kept) * _width, kept * _width).CopyTo(_keys);
        keys[^(added * _width)..].CopyTo(_keys.AsSpan(kept * _width));
        _count = kept + added;
    }

    /// <summary>Adds keys [n,w], each divided by its length; keys of length 0 are left out.</summary>
    public void PushNormalised(ReadOnlySpan<T> keys)
    {
        if (_unit.Length < keys.Length)
            _unit = new T[keys.Length];
        int added = 0;
        for (int i = 0; i < keys.Length; i += _width)
        {
            T square = T.Zero;
            foreach (T value in keys.Slice(i, _width))
                square += value * value;
            if (square == T.Zero)
                continue;
            for (int k = 0; k < _width; k++)
                _unit[added++] = keys[i + k] / T.Sqrt(square);
        }

        Push(_unit.AsSpan(0, added));
    }
}
