// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Causal;

/// <summary>The errors of operations whose inputs do not fit.</summary>
internal static class ShapeCheck
{
    /// <summary>Throws unless <paramref name="fits"/>.</summary>
    public static void Require(
        bool fits, string expected, Shape found, [CallerMemberName] string operation = "")
    {
        if (!fits)
            Fail(expected, found, operation);
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
}
