// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Makes editors that write into the buffers of a <see cref="VBuffer{T}"/>.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination) =>
        Create(ref destination, destination.Length, destination.GetValues().Length, keepOldOnResize: true);

    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        int count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
            throw new ArgumentOutOfRangeException(nameof(valuesCount), $"The count of values must be from 0 to {newLogicalLength}.");

        T[] values = Grow(destination.ValuesArray, count, newLogicalLength, maxValuesCapacity, keepOldOnResize, out bool newValues);
        bool newIndices = false;
        int[] indices = destination.IndicesArray;
        if (count < newLogicalLength || requireIndicesOnDense)
            indices = Grow(indices, count, newLogicalLength, maxValuesCapacity, keepOldOnResize, out newIndices);
        return new(newLogicalLength, count, values, indices, requireIndicesOnDense, newValues, newIndices);
    }

    private static TItem[] Grow<TItem>(TItem[] array, int needed, int length, int? capacity, bool keep, out bool created)
    {
        created = array is null ? needed > 0 : array.Length < needed;
        if (!created)
            return array ?? [];
        int size = Math.Max(needed, Math.Min(capacity ?? length, Math.Max(needed, 2 * (array?.Length ?? 0))));
        if (keep && array is not null)
        {
            Array.Resize(ref array, size);
            return array;
        }

        return new TItem[size];
    }
}
