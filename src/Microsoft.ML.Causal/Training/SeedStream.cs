// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Seeds of independent streams, derived from one seed by name.</summary>
internal static class SeedStream
{
    /// <summary>A seed for the stream <paramref name="name"/>; the same on every machine (FNV-1a, then a final mix).</summary>
    public static int Derive(int seed, string name)
    {
        ulong hash = 14695981039346656037UL ^ (uint)seed;
        foreach (char letter in name)
            hash = (hash ^ letter) * 1099511628211UL;
        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15UL;
        return (int)(hash >> 33);
    }
}
