// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Reads scalar columns as numbers: Boolean as 0 and 1, keys from 0, with NaN for a missing key.</summary>
internal static class NumberGetter
{
    public static bool CanRead(DataViewType type) =>
        type is BooleanDataViewType || type.Equals(NumberDataViewType.Single) || type.Equals(NumberDataViewType.Double)
        || (type is KeyDataViewType && type.RawType == typeof(uint));

    public static ValueGetter<float> Of(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is BooleanDataViewType)
            return Converted<bool>(row, column, value => value ? 1 : 0);
        if (column.Type is KeyDataViewType)
            return Converted<uint>(row, column, value => value == 0 ? float.NaN : value - 1);
        return column.Type.Equals(NumberDataViewType.Double)
            ? Converted<double>(row, column, value => (float)value)
            : row.GetGetter<float>(column);
    }

    private static ValueGetter<float> Converted<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default;
        return (ref float result) =>
        {
            getter(ref value);
            result = convert(value);
        };
    }
}
