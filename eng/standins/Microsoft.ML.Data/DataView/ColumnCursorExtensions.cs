// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Reads one column of a data view.</summary>
public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataViewSchema.Column found = data.Schema.FirstOrDefault(
            c => c.Index == column.Index && c.Name == column.Name && c.Type.Equals(column.Type));
        if (found.Name is null)
            throw new ArgumentOutOfRangeException(nameof(column), $"column {column.Name} is not a column of the data");

        DataViewType type = column.Type;
        if (type.RawType == typeof(T))
            return Read(data, column, (ref T value) => value);
        if (typeof(T) == typeof(string) && type is TextDataViewType)
            return (IEnumerable<T>)Read(data, column, (ref ReadOnlyMemory<char> text) => text.ToString());
        if (typeof(T) == typeof(string[]) && type is VectorDataViewType { ItemType: TextDataViewType })
            return (IEnumerable<T>)Read(
                data, column, (ref VBuffer<ReadOnlyMemory<char>> texts) => texts.DenseValues().Select(t => t.ToString()).ToArray());
        if (typeof(T).IsArray && type is VectorDataViewType vector && vector.ItemType.RawType == typeof(T).GetElementType())
            return GenericCall.Static<IEnumerable<T>>(
                typeof(ColumnCursorExtensions), nameof(ReadArrays), [vector.ItemType.RawType], data, column);

        throw new ArgumentOutOfRangeException(
            nameof(column), $"Cannot map column (name: {column.Name}, type: {type}) in data to the user-defined type, {typeof(T)}.");
    }

    private delegate TOut Conversion<TIn, out TOut>(ref TIn value);

    private static IEnumerable<TItem[]> ReadArrays<TItem>(IDataView data, DataViewSchema.Column column) =>
        Read(data, column, (ref VBuffer<TItem> values) =>
        {
            var array = new TItem[values.Length];
            values.CopyTo(array);
            return array;
        });

    private static IEnumerable<TOut> Read<TIn, TOut>(IDataView data, DataViewSchema.Column column, Conversion<TIn, TOut> convert)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<TIn> getter = cursor.GetGetter<TIn>(column);
        while (cursor.MoveNext())
        {
            // A new buffer each time: the caller keeps what was read.
            TIn value = default;
            getter(ref value);
            yield return convert(ref value);
        }
    }
}
