// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Reads a number from rows: the value of a number column, the position in (0, 1) of a key.</summary>
internal static class RowNumbers
{
    public static bool CanRead(DataViewType type) =>
        type == NumberDataViewType.Single || type == NumberDataViewType.Double || type is KeyDataViewType;

    /// <summary>Whether the number of the current row is accepted; a missing key never is.</summary>
    public static Func<bool> Within(DataViewRow row, DataViewSchema.Column column, Func<double, bool> accept)
    {
        Func<double> read = Reader(row, column);
        return () => read() is var value && (column.Type is not KeyDataViewType || !double.IsNaN(value)) && accept(value);
    }

    /// <summary>A reader; NaN for a missing key.</summary>
    public static Func<double> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        DataViewType type = column.Type;
        if (type is KeyDataViewType { Count: var count })
        {
            Func<ulong> key = Keys(row, column);
            return () => key() is var k && k >= 1 && k <= count ? (k - 0.5) / count : double.NaN;
        }

        if (type == NumberDataViewType.Single)
            return Of(row.GetGetter<float>(column), v => (double)v);
        if (type == NumberDataViewType.Double)
            return Of(row.GetGetter<double>(column), v => v);
        throw new InvalidOperationException($"Column '{column.Name}' does not have compatible type");
    }

    private static Func<ulong> Keys(DataViewRow row, DataViewSchema.Column column) =>
        column.Type.RawType == typeof(byte) ? Of(row.GetGetter<byte>(column), v => (ulong)v)
        : column.Type.RawType == typeof(ushort) ? Of(row.GetGetter<ushort>(column), v => (ulong)v)
        : column.Type.RawType == typeof(uint) ? Of(row.GetGetter<uint>(column), v => (ulong)v)
        : Of(row.GetGetter<ulong>(column), v => v);

    private static Func<TResult> Of<T, TResult>(ValueGetter<T> getter, Func<T, TResult> convert)
    {
        T value = default;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
