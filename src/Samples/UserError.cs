// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>Tells what a user can mend from what is a defect: the first gets one sentence, the second its stack trace.</summary>
internal static class UserError
{
    /// <summary>The sentence for the user, or null for a defect.</summary>
    public static string? Sentence(Exception exception)
    {
        // ML.NET may read rows on threads of its own and hand the error on inside another.
        for (Exception? e = exception; e != null; e = e.InnerException)
        {
            if (e is InputException)
                return e.Message;
        }

        // The library's messages about options and data say what was expected, what was found and the remedy.
        return exception is ArgumentException or InvalidOperationException or InvalidDataException or FormatException or IOException
            ? exception.Message.ReplaceLineEndings(" ")
            : null;
    }
}
