// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Half-open bins of journey lengths: [b_0, b_1), [b_1, b_2), …, [b_last, ∞).</summary>
internal static class LengthBins
{
    /// <summary>The bin of a length.</summary>
    /// <param name="length">At least <paramref name="bounds"/>[0].</param>
    /// <param name="bounds">Lower ends, rising; the first is the least length there is.</param>
    public static int Of(int length, ReadOnlySpan<int> bounds)
    {
        int bin = 0;
        while (bin + 1 < bounds.Length && length >= bounds[bin + 1])
            bin++;
        return bin;
    }
}
