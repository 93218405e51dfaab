// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads a value from a field; false where the field is not of that type and the type has no missing value.</summary>
internal delegate bool FieldParser<T>(ReadOnlyMemory<char> text, out T value);

/// <summary>The field parsers of the item types. An empty field is the default value.</summary>
internal static class FieldParsing
{
    public static Delegate Create(PrimitiveDataViewType type, TextFormat format)
    {
        if (type is KeyDataViewType key)
            return Key(key);
        Type raw = type.RawType;
        return raw == typeof(float) ? Real<float>(format)
            : raw == typeof(double) ? Real<double>(format)
            : raw == typeof(ReadOnlyMemory<char>) ? new FieldParser<ReadOnlyMemory<char>>(Text)
            : raw == typeof(bool) ? new FieldParser<bool>(Boolean)
            : raw == typeof(sbyte) ? Of<sbyte>(Whole)
            : raw == typeof(byte) ? Of<byte>(Whole)
            : raw == typeof(short) ? Of<short>(Whole)
            : raw == typeof(ushort) ? Of<ushort>(Whole)
            : raw == typeof(int) ? Of<int>(Whole)
            : raw == typeof(uint) ? Of<uint>(Whole)
            : raw == typeof(long) ? Of<long>(Whole)
            : raw == typeof(ulong) ? Of<ulong>(Whole)
            : raw == typeof(TimeSpan) ? Of<TimeSpan>(Time)
            : raw == typeof(DateTime) ? Of<DateTime>(Time)
            : Of<DateTimeOffset>(Time);
    }

    private static bool Time<T>(ReadOnlyMemory<char> text, out T value)
        where T : ISpanParsable<T> => T.TryParse(text.Span, CultureInfo.InvariantCulture, out value);

    private static FieldParser<T> Of<T>(FieldParser<T> parse) => (ReadOnlyMemory<char> text, out T value) =>
    {
        value = default;
        return text.IsEmpty || parse(text, out value);
    };

    private static bool Whole<T>(ReadOnlyMemory<char> text, out T value)
        where T : IBinaryInteger<T>
    {
        value = T.Zero;
        return text.Span[0] != '+' && T.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    private static bool Text(ReadOnlyMemory<char> text, out ReadOnlyMemory<char> value)
    {
        value = text;
        return true;
    }

    private static bool Boolean(ReadOnlyMemory<char> text, out bool value)
    {
        Span<char> lower = stackalloc char[5];
        ReadOnlySpan<char> known = text.Length <= 5 ? lower[..text.Span.ToLowerInvariant(lower)] : "?";
        value = known is "t" or "y" or "1" or "+" or "+1" or "yes" or "true";
        return value || known is "" or "f" or "n" or "0" or "-" or "-1" or "no" or "false";
    }

    // What is not a number is NaN, never an error.
    private static FieldParser<T> Real<T>(TextFormat format)
        where T : struct, IFloatingPointIeee754<T>
    {
        T missing = format.MissingIsNaN ? T.NaN : T.Zero;
        return (ReadOnlyMemory<char> text, out T value) =>
        {
            ReadOnlySpan<char> span = text.Span.Trim();
            if (format.DecimalMarker != '.')
                span = span.ToString().Replace(format.DecimalMarker, '.');
            if (span.IsEmpty)
                value = missing;
            else if (span is "∞" or "-∞")
                value = span[0] == '-' ? T.NegativeInfinity : T.PositiveInfinity;
            else if (!T.TryParse(span, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
                value = T.NaN;
            return true;
        };
    }

    // Fields hold 0-based values, columns 1-based keys; what is out of range is missing.
    private static Delegate Key(KeyDataViewType type)
    {
        bool Parse(ReadOnlyMemory<char> text, out ulong key)
        {
            bool known = ulong.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out key) && key < type.Count;
            key = known ? key + 1 : 0;
            return true;
        }

        FieldParser<T> Narrow<T>()
            where T : INumberBase<T> => (ReadOnlyMemory<char> text, out T value) =>
            {
                Parse(text, out ulong key);
                value = T.CreateTruncating(key);
                return true;
            };

        return type.RawType == typeof(byte) ? Narrow<byte>()
            : type.RawType == typeof(ushort) ? Narrow<ushort>()
            : type.RawType == typeof(uint) ? Narrow<uint>()
            : Narrow<ulong>();
    }
}
