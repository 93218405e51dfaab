// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Turns a proxy into discrete codes: small whole numbers are codes already, others fall into buckets between quantiles.</summary>
internal static class ProxyCodes
{
    private const int LargestCode = 31;

    /// <summary>The code of each touch, and the number of codes.</summary>
    /// <param name="proxy">The proxy by touch.</param>
    /// <param name="buckets">Number of buckets for a proxy that is no code.</param>
    /// <param name="name">Name of its column, for the message.</param>
    /// <exception cref="InvalidOperationException">It is missing for some touches.</exception>
    public static (int[] Codes, int Count) Of(float[] proxy, int buckets, string name)
    {
        int missing = proxy.Count(value => !float.IsFinite(value));
        if (missing > 0)
        {
            throw new InvalidOperationException(
                $"Proxy column '{name}' is NaN or infinite in {missing} of {proxy.Length} touches; it must be known for every touch of every row. "
                + $"Give missing values a code of their own, or use {nameof(AlmMtaIdentification)}.{nameof(AlmMtaIdentification.MatchedOutcome)}.");
        }

        if (proxy.All(value => value is >= 0 and <= LargestCode && value == MathF.Floor(value)))
        {
            int[] codes = Array.ConvertAll(proxy, value => (int)value);
            return (codes, codes.DefaultIfEmpty(0).Max() + 1);
        }

        float[] sorted = [.. proxy];
        sorted.AsSpan().Sort();
        // Quantiles that coincide make one limit; no touch lies above the largest value, so it limits nothing.
        float[] limits = [.. Enumerable.Range(1, buckets - 1).Select(b => sorted[(int)((long)b * sorted.Length / buckets)]).Distinct()];
        limits = [.. limits.Where(limit => limit > sorted[0])];
        return (Array.ConvertAll(proxy, value => limits.Count(limit => value >= limit)), limits.Length + 1);
    }
}
