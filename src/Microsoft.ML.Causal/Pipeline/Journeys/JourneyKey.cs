// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>The column that tells journeys apart, written so that the order of the bytes is the order of its values.</summary>
internal static class JourneyKey
{
    /// <summary>What writes the key of a row; false where it is missing.</summary>
    public delegate bool Writer(ByteWriter bytes);

    /// <summary>The writer for rows like <paramref name="row"/>.</summary>
    /// <exception cref="ArgumentException">The column is neither a key nor a text nor a whole number.</exception>
    public static Writer Of(DataViewRow row, DataViewSchema.Column column)
    {
        Check(column);
        if (column.Type is TextDataViewType)
            return Text(row.GetGetter<ReadOnlyMemory<char>>(column));
        bool isKey = column.Type is KeyDataViewType;
        return column.Type.RawType switch
        {
            var type when type == typeof(byte) => Whole<byte>(row, column, isKey, value => value),
            var type when type == typeof(sbyte) => Whole<sbyte>(row, column, isKey, value => value),
            var type when type == typeof(short) => Whole<short>(row, column, isKey, value => value),
            var type when type == typeof(ushort) => Whole<ushort>(row, column, isKey, value => value),
            var type when type == typeof(int) => Whole<int>(row, column, isKey, value => value),
            var type when type == typeof(uint) => Whole<uint>(row, column, isKey, value => value),
            var type when type == typeof(long) => Whole<long>(row, column, isKey, value => value),
            // Halves of the range trade places, as the sign of a long does: the order stays.
            _ => Whole<ulong>(row, column, isKey, value => unchecked((long)(value ^ (1UL << 63)))),
        };
    }

    /// <summary>Checks the type of the column.</summary>
    /// <exception cref="ArgumentException">It is neither a key nor a text nor a whole number.</exception>
    public static void Check(DataViewSchema.Column column)
    {
        if (column.Type is not (KeyDataViewType or TextDataViewType) && !TouchValues.IsWhole(column.Type))
            throw ColumnCheck.Mismatch("journey", column.Name, "a key, a text or a whole number", column.Type.ToString()!);
    }

    private static Writer Whole<T>(DataViewRow row, DataViewSchema.Column column, bool isKey, Func<T, long> convert) where T : struct, IEquatable<T>
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default;
        return bytes =>
        {
            getter(ref value);
            bytes.WriteOrdered(convert(value));
            return !isKey || !value.Equals(default);
        };
    }

    private static Writer Text(ValueGetter<ReadOnlyMemory<char>> getter)
    {
        ReadOnlyMemory<char> text = default;
        byte[] utf8 = new byte[64];
        return bytes =>
        {
            getter(ref text);
            int most = Encoding.UTF8.GetMaxByteCount(text.Length);
            if (most > utf8.Length)
                utf8 = new byte[most];
            // A zero ends the key, so that a name comes before the names that begin with it; a zero inside is marked.
            foreach (byte unit in utf8.AsSpan(0, Encoding.UTF8.GetBytes(text.Span, utf8)))
            {
                bytes.Write(unit);
                if (unit == 0)
                    bytes.Write(byte.MaxValue);
            }

            bytes.Write((ushort)0);
            return !text.IsEmpty;
        };
    }
}
