// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Content vectors by item code, as read from an <see cref="ItemContent"/>.</summary>
/// <param name="Values">v, row-major, [items+1,dv]; zeros for the missing item and for items without a row.</param>
/// <param name="Width">dv.</param>
/// <param name="HasContent">Whether each item has a row, [items+1].</param>
internal sealed record ItemContentTable(float[] Values, int Width, bool[] HasContent)
{
    /// <summary>Reads the table.</summary>
    /// <param name="content">The table and the names of its columns.</param>
    /// <param name="touches">The column of the touches' items.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or the items of both columns cannot be compared.</exception>
    /// <exception cref="InvalidOperationException">An item is there twice, a vector is not finite, or no item is one of the touches'.</exception>
    public static ItemContentTable Read(ItemContent content, DataViewSchema.Column touches)
    {
        DataViewSchema schema = content.Table.Schema;
        DataViewSchema.Column item = ColumnCheck.Find(schema, "item", content.ItemColumnName);
        DataViewSchema.Column vector = ColumnCheck.Features(schema, "item content", content.ContentColumnName);
        int items = TouchColumnCheck.Cardinality(touches), width = ((VectorDataViewType)vector.Type).Size;

        using DataViewRowCursor cursor = content.Table.GetRowCursor([item, vector]);
        Func<int> code = ItemCodes.Of(cursor, item, touches);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(vector);
        VBuffer<float> buffer = default;
        var values = new float[(items + 1) * width];
        var has = new bool[items + 1];
        int twice = 0, broken = 0;
        while (cursor.MoveNext())
        {
            int at = code();
            if (at <= 0 || at > items)
                continue;
            twice += has[at] ? 1 : 0;
            has[at] = true;
            getter(ref buffer);
            Span<float> own = values.AsSpan(at * width, width);
            buffer.CopyTo(own);
            broken += TensorPrimitives.IsFiniteAll<float>(own) ? 0 : 1;
        }

        Reject(twice, $"Item column '{item.Name}' names {twice} items more than once; give each item one row.");
        Reject(broken, $"Item content column '{vector.Name}' is NaN or infinite for {broken} items; leave such items out, they then fall back to their cluster.");
        Reject(
            has.Contains(true) ? 0 : 1,
            $"Item column '{item.Name}' names no item of touch key column '{touches.Name}'; both must write an item in one way.");
        return new(values, width, has);
    }

    private static void Reject(int count, string message)
    {
        if (count > 0)
            throw new InvalidOperationException(message);
    }
}
