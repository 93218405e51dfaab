// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Hashes the values of a column into [0, 1).</summary>
internal static class ValueHash
{
    public static Func<double> Reader(DataViewRow row, DataViewSchema.Column column, int seed)
    {
        bool vector = column.Type is VectorDataViewType;
        return GenericCall.Static<Func<double>>(
            typeof(ValueHash), vector ? nameof(Vector) : nameof(Scalar), [column.Type.GetItemType().RawType], row, column, seed);
    }

    private static Func<double> Scalar<T>(DataViewRow row, DataViewSchema.Column column, int seed)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return ToFraction(Combine(Start(seed), value));
        };
    }

    private static Func<double> Vector<T>(DataViewRow row, DataViewSchema.Column column, int seed)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        return () =>
        {
            getter(ref values);
            ulong hash = Start(seed);
            foreach (T value in values.DenseValues())
                hash = Combine(hash, value);
            return ToFraction(hash);
        };
    }

    private static ulong Start(int seed) => DataViewRowId.Mix((ulong)(uint)seed + 0x9E3779B97F4A7C15);

    // Not GetHashCode, which differs from process to process for text.
    private static ulong Combine<T>(ulong hash, T value)
    {
        ReadOnlySpan<char> text = value is ReadOnlyMemory<char> memory ? memory.Span : FormattableString.Invariant($"{value}");
        foreach (char c in text)
            hash = DataViewRowId.Mix((hash ^ c) + 0x9E3779B97F4A7C15);
        return DataViewRowId.Mix(hash + (ulong)text.Length);
    }

    private static double ToFraction(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));
}
