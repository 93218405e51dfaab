// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Rows of different lengths laid one after another.</summary>
internal static class JourneyOffsets
{
    /// <summary>Throws unless offsets begin at 0, never fall, and end at <paramref name="touches"/>.</summary>
    public static void Check(ReadOnlySpan<int> offsets, int touches, string name)
    {
        bool fits = offsets.Length > 1 && offsets[0] == 0 && offsets[^1] == touches;
        for (int i = 1; fits && i < offsets.Length; i++)
            fits = offsets[i] >= offsets[i - 1];
        if (!fits)
            throw new ArgumentException($"'{name}' must begin with 0, never fall, and end with the number of touches, {touches}.", name);
    }
}
