// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads values from text with ML.NET's rules: an empty text is a zero, an unreadable one is not a number.</summary>
internal static class TextParsing
{
    public static void ToFloat<T>(in ReadOnlyMemory<char> text, ref T result)
        where T : struct, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<char> span = text.Span.Trim();
        if (span.IsEmpty)
            result = T.Zero;
        else if (!T.TryParse(span, NumberStyles.Float, CultureInfo.InvariantCulture, out result))
            result = T.NaN;
        else if (T.IsInfinity(result) && span.ContainsAny('n', 'N') && span is not ("Infinity" or "-Infinity"))
            result = T.NaN;
    }

    public static void ToSigned<T>(in ReadOnlyMemory<char> text, ref T result)
        where T : struct, IBinaryInteger<T>
    {
        ReadOnlySpan<char> span = text.Span;
        result = T.Zero;
        if (!span.IsEmpty && (span[0] == '+' || !T.TryParse(span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result)))
            throw new InvalidOperationException($"Value could not be parsed from text to {NameOf(typeof(T))}.");
    }

    public static void ToUnsigned<T>(in ReadOnlyMemory<char> text, ref T result)
        where T : struct, IBinaryInteger<T>
    {
        if (!T.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out result))
            result = T.Zero;
    }

    public static void ToBoolean(in ReadOnlyMemory<char> text, ref bool result)
    {
        Span<char> lower = stackalloc char[5];
        int length = text.Length > lower.Length ? 0 : text.Span.ToLowerInvariant(lower);
        result = lower[..length] is "1" or "+1" or "+" or "y" or "t" or "yes" or "true";
    }

    /// <summary>Dates and times; an unreadable one is the default value.</summary>
    public static void ToTime<T>(in ReadOnlyMemory<char> text, ref T result)
        where T : struct, ISpanParsable<T>
    {
        if (!T.TryParse(text.Span, CultureInfo.InvariantCulture, out result))
            result = default;
    }

    private static string NameOf(Type type) =>
        type == typeof(sbyte) ? "sbyte" : type == typeof(short) ? "short" : type == typeof(int) ? "int" : "long";
}
