// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The errors of operations whose inputs do not fit.</summary>
internal static class ShapeCheck
{
    /// <summary>Throws unless <paramref name="fits"/>.</summary>
    public static void Require(bool fits, string expected, Shape found, [CallerMemberName] string operation = "")
    {
        if (!fits)
            Fail(expected, found, operation);
    }

    /// <summary>Throws unless <paramref name="fits"/>; the text is put together only then.</summary>
    public static void Require(
        bool fits, [InterpolatedStringHandlerArgument(nameof(fits))] ref Expectation expected, Shape found,
        [CallerMemberName] string operation = "")
    {
        if (!fits)
            Fail(expected.ToString(), found, operation);
    }

    /// <summary>Throws unless a span of constants has one entry for each of <paramref name="length"/> places, or none where that is allowed.</summary>
    public static void RequireLength(int length, int found, string what, bool mayBeEmpty = false, [CallerMemberName] string operation = "")
    {
        if (found != length && !(mayBeEmpty && found == 0))
            throw new ArgumentException($"{operation} expects {length} values of {what}, got {found}.");
    }

    [DoesNotReturn]
    private static void Fail(string expected, Shape found, string operation) =>
        throw new ArgumentException($"{operation} expects {expected}, got {found}.");

    /// <summary>Text that is built only when a check fails, so that steps that pass allocate nothing.</summary>
    [InterpolatedStringHandler]
    public ref struct Expectation
    {
        private DefaultInterpolatedStringHandler _text;

        public Expectation(int literalLength, int formattedCount, bool fits, out bool wanted)
        {
            wanted = !fits;
            _text = fits ? default : new DefaultInterpolatedStringHandler(literalLength, formattedCount);
        }

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

        public override string ToString() => _text.ToStringAndClear();
    }
}
