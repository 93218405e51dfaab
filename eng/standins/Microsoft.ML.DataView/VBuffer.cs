// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>A dense or sparse vector whose buffers are reused from row to row.</summary>
public readonly struct VBuffer<T> : IEnumerable
{
    public readonly int Length;
    private readonly int _count;
    private readonly T[] _values;
    private readonly int[] _indices;

    public VBuffer(int length, T[] values, int[] indices = null)
        : this(length, length, values, indices)
    {
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (count < 0 || count > length)
            throw new ArgumentOutOfRangeException(nameof(count), $"The count of values must be from 0 to the length {length}.");
        if ((values?.Length ?? 0) < count)
            throw new ArgumentOutOfRangeException(nameof(values), "The array of values is shorter than the count of values.");
        if (count < length && (indices?.Length ?? 0) < count)
            throw new ArgumentOutOfRangeException(nameof(indices), "The array of indices is shorter than the count of values.");
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    internal T[] ValuesArray => _values;

    internal int[] IndicesArray => _indices;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        if (!IsDense)
            GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sourceIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sourceIndex + length, Length);
        (int from, int to) = IsDense ? (sourceIndex, sourceIndex + length) : (Find(sourceIndex), Find(sourceIndex + length));
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, to - from);
        _values.AsSpan(from, to - from).CopyTo(editor.Values);
        for (int i = from; !IsDense && to - from < length && i < to; i++)
            editor.Indices[i - from] = _indices[i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        int next = 0;
        for (int i = 0; i < _count; i++)
        {
            int index = IsDense ? i : _indices[i];
            for (; all && next < index; next++)
                yield return new(next, default);
            yield return new(index, _values[i]);
            next = index + 1;
        }

        for (; all && next < Length; next++)
            yield return new(next, default);
    }

    public IEnumerable<T> DenseValues()
    {
        foreach (KeyValuePair<int, T> item in Items(all: true))
            yield return item.Value;
    }

    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        if (index < 0 || index >= Length)
            throw new ArgumentOutOfRangeException(nameof(index), $"The index must be from 0 to {Length - 1}.");
        if (IsDense)
            return _values[index];
        int found = _indices.AsSpan(0, _count).BinarySearch(index);
        return found >= 0 ? _values[found] : default;
    }

    public override string ToString() =>
        IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    private int Find(int index)
    {
        int found = _indices.AsSpan(0, _count).BinarySearch(index);
        return found >= 0 ? found : ~found;
    }
}
