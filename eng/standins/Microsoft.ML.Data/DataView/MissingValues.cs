// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>What counts as missing: NaN and key 0.</summary>
internal static class MissingValues
{
    public static bool CanBeMissing(DataViewType type) => type.GetItemType() is { } item && RowNumbers.CanRead(item);

    /// <summary>Tests whether the current row's value, or any slot of it, is missing.</summary>
    public static Func<bool> Test(DataViewRow row, DataViewSchema.Column column)
    {
        PrimitiveDataViewType item = column.Type.GetItemType();
        bool vector = column.Type is VectorDataViewType;
        return item.RawType == typeof(float) ? Of<float>(row, column, vector, float.IsNaN)
            : item.RawType == typeof(double) ? Of<double>(row, column, vector, double.IsNaN)
            : item.RawType == typeof(byte) ? Of<byte>(row, column, vector, v => v == 0)
            : item.RawType == typeof(ushort) ? Of<ushort>(row, column, vector, v => v == 0)
            : item.RawType == typeof(uint) ? Of<uint>(row, column, vector, v => v == 0)
            : Of<ulong>(row, column, vector, v => v == 0);
    }

    private static Func<bool> Of<T>(DataViewRow row, DataViewSchema.Column column, bool vector, Func<T, bool> isMissing)
    {
        if (vector)
        {
            ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> values = default;
            return () =>
            {
                getter(ref values);
                // Slots that a sparse vector leaves out hold the default, which is a missing key.
                if (!values.IsDense && isMissing(default))
                    return true;
                foreach (T value in values.GetValues())
                {
                    if (isMissing(value))
                        return true;
                }

                return false;
            };
        }

        ValueGetter<T> scalar = row.GetGetter<T>(column);
        T current = default;
        return () =>
        {
            scalar(ref current);
            return isMissing(current);
        };
    }
}
