// Licensed under the MIT licence; see LICENSE in the repository root.

using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Data;

/// <summary>The annotations of columns that stand for keys by one or more numbers per key.</summary>
internal static class IndicatorAnnotations
{
    /// <param name="source">The key column.</param>
    /// <param name="type">The vector that stands for it.</param>
    /// <param name="counts">Whether a vector of keys is summed up into one group of slots.</param>
    /// <param name="names">The name of each slot of one key; null when they have none.</param>
    /// <param name="categorical">Whether one key's slots exclude each other.</param>
    public static DataViewSchema.Annotations Of(
        DataViewSchema.Column source, VectorDataViewType type, bool counts, string[] names, bool categorical = true)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var keys = source.Type as VectorDataViewType;
        bool onePerKey = keys is null || !counts;
        if (names is not null && (keys is null || counts))
            builder.AddSlotNames(names);
        else if (names is not null && keys.IsKnownSize)
            AddSlotNames(builder, source, keys, type, names);

        if (categorical && !counts && type.IsKnownSize)
        {
            int groups = keys?.Size ?? 1, width = type.Size / groups;
            int[] ranges = [.. Enumerable.Range(0, groups).SelectMany(i => new[] { i * width, (i + 1) * width - 1 })];
            builder.Add(
                Kinds.CategoricalSlotRanges,
                new VectorDataViewType(NumberDataViewType.Int32, groups, 2),
                (ref VBuffer<int> value) => new VBuffer<int>(ranges.Length, ranges).CopyTo(ref value));
        }

        if (onePerKey && (categorical || keys is null))
            builder.AddIsNormalized();
        return builder.ToAnnotations();
    }

    // Named "slot.value", or "[index].value" where the vector of keys has no slot names.
    private static void AddSlotNames(
        DataViewSchema.Annotations.Builder builder,
        DataViewSchema.Column source,
        VectorDataViewType keys,
        VectorDataViewType type,
        string[] names)
    {
        VBuffer<ReadOnlyMemory<char>> slots = default;
        bool named = source.HasSlotNames();
        if (named)
            source.GetSlotNames(ref slots);
        ReadOnlyMemory<char>[] all = [.. Enumerable.Range(0, keys.Size).SelectMany(i =>
            names.Select(name => $"{(named ? slots.GetItemOrDefault(i).ToString() : $"[{i}]")}.{name}".AsMemory()))];
        builder.Add(
            Kinds.SlotNames,
            new VectorDataViewType(TextDataViewType.Instance, type.Dimensions),
            (ref VBuffer<ReadOnlyMemory<char>> value) => new VBuffer<ReadOnlyMemory<char>>(all.Length, all).CopyTo(ref value));
    }
}
