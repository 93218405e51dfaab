// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Tests.Conformance;

/// <summary>Reads whole columns through a plain cursor, the way the component set does.</summary>
internal static class ReadingExtensions
{
    /// <summary>All values of a scalar column, in row order.</summary>
    public static T[] Values<T>(this IDataView view, string column)
    {
        DataViewSchema.Column source = view.Schema[column];
        var values = new List<T>();
        using DataViewRowCursor cursor = view.GetRowCursor([source]);
        ValueGetter<T> getter = cursor.GetGetter<T>(source);
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value);
        }

        return [.. values];
    }

    /// <summary>All values of a text column, as strings.</summary>
    public static string[] Texts(this IDataView view, string column) =>
        [.. view.Values<ReadOnlyMemory<char>>(column).Select(text => text.ToString())];

    /// <summary>All rows of a vector column, each as a dense array.</summary>
    public static T[][] Vectors<T>(this IDataView view, string column)
    {
        DataViewSchema.Column source = view.Schema[column];
        var rows = new List<T[]>();
        using DataViewRowCursor cursor = view.GetRowCursor([source]);
        ValueGetter<VBuffer<T>> getter = cursor.GetGetter<VBuffer<T>>(source);
        VBuffer<T> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            rows.Add([.. value.DenseValues()]);
        }

        return [.. rows];
    }

    /// <summary>Names of the columns that are not hidden, in schema order.</summary>
    public static string[] VisibleNames(this DataViewSchema schema) =>
        [.. schema.Where(column => !column.IsHidden).Select(column => column.Name)];

    /// <summary>Names of all columns, hidden ones included, in schema order.</summary>
    public static string[] Names(this DataViewSchema schema) => [.. schema.Select(column => column.Name)];

    /// <summary>The slot names of a vector column.</summary>
    public static string[] SlotNames(this DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
