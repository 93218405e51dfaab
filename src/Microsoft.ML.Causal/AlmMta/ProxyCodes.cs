// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Turns a proxy into discrete codes: small whole numbers are codes already, others fall into buckets between quantiles.</summary>
internal static class ProxyCodes
{
    private const int LargestCode = 31;

    /// <summary>The code of each touch, the number of codes, and the limits between them; none for a proxy of codes.</summary>
    /// <param name="proxy">The proxy by touch.</param>
    /// <param name="buckets">Number of buckets for a proxy that is no code.</param>
    /// <param name="name">Name of its column, for the message.</param>
    /// <param name="known">Limits of the model to continue from, which stay; null finds them.</param>
    /// <exception cref="InvalidOperationException">It is missing for some touches, or no code where the model knows codes.</exception>
    public static (int[] Codes, int Count, float[] Limits) Of(float[] proxy, int buckets, string name, float[]? known = null)
    {
        int missing = proxy.Count(value => !float.IsFinite(value));
        if (missing > 0)
        {
            throw new InvalidOperationException(
                $"Proxy column '{name}' is NaN or infinite in {missing} of {proxy.Length} touches; it must be known for every touch of every row. "
                + $"Give missing values a code of their own, or use {nameof(AlmMtaIdentification)}.{nameof(AlmMtaIdentification.MatchedOutcome)}.");
        }

        // Numbers of a part may happen to be whole: whether they are codes is the former model's affair.
        bool whole = proxy.All(value => value is >= 0 and <= LargestCode && value == MathF.Floor(value));
        if (known is { Length: > 0 })
            return Bucketed(known);
        if (whole)
        {
            int[] codes = Array.ConvertAll(proxy, value => (int)value);
            return (codes, codes.DefaultIfEmpty(0).Max() + 1, []);
        }

        if (known is not null)
        {
            throw new InvalidOperationException(
                $"Proxy column '{name}' holds numbers that are no codes from 0 to {LargestCode}, and the model to continue from knows codes. Give it the same codes, or fit anew.");
        }

        float[] sorted = [.. proxy];
        sorted.AsSpan().Sort();
        // Quantiles that coincide make one limit; no touch lies above the largest value, so it limits nothing.
        float[] limits = [.. Enumerable.Range(1, buckets - 1).Select(b => sorted[(int)((long)b * sorted.Length / buckets)]).Distinct()];
        limits = [.. limits.Where(limit => limit > sorted[0])];
        return Bucketed(limits);

        (int[], int, float[]) Bucketed(float[] limits) => (Array.ConvertAll(proxy, value => limits.Count(limit => value >= limit)), limits.Length + 1, limits);
    }
}
