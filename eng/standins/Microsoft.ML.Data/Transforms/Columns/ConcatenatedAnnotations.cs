// Licensed under the MIT licence; see LICENSE in the repository root.

using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Data;

/// <summary>The annotations of a concatenated column: slot names, normalization, categories.</summary>
internal static class ConcatenatedAnnotations
{
    public static DataViewSchema.Annotations Of(DataViewSchema.Column[] columns, int size)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (size > 0 && columns.Any(c => c.Type is not VectorDataViewType || c.HasSlotNames()))
            builder.AddSlotNames(columns.SelectMany(SlotNames));
        if (columns.All(c => c.IsNormalized()))
            builder.AddIsNormalized();
        int[] ranges = size > 0 ? [.. CategoryRanges(columns)] : [];
        if (ranges.Length > 0)
        {
            builder.Add(
                Kinds.CategoricalSlotRanges,
                new VectorDataViewType(NumberDataViewType.Int32, ranges.Length / 2, 2),
                (ref VBuffer<int> value) => new VBuffer<int>(ranges.Length, ranges).CopyTo(ref value));
        }

        return builder.ToAnnotations();
    }

    // A scalar's slot has its column's name, a vector's named slot is called "column.slot".
    private static IEnumerable<string> SlotNames(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector)
            return [column.Name];
        if (!column.HasSlotNames())
            return Enumerable.Repeat("", vector.Size);
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.IsEmpty ? "" : $"{column.Name}.{name}");
    }

    private static IEnumerable<int> CategoryRanges(DataViewSchema.Column[] columns)
    {
        int offset = 0;
        foreach (DataViewSchema.Column column in columns)
        {
            if (column.Annotations.Schema.GetColumnOrNull(Kinds.CategoricalSlotRanges) is not null)
            {
                VBuffer<int> ranges = default;
                column.Annotations.GetValue(Kinds.CategoricalSlotRanges, ref ranges);
                foreach (int bound in ranges.DenseValues())
                    yield return offset + bound;
            }

            offset += column.Type.GetValueCount();
        }
    }
}
