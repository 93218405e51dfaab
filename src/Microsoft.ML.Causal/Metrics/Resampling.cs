// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Seeded bootstrap counts and permutations; the same seed gives the same draws.</summary>
internal static class Resampling
{
    /// <summary>
    /// How often each of <paramref name="rows"/> rows is drawn in each of <paramref name="draws"/> bootstrap samples. Counts, not
    /// resampled rows: what is sorted stays sorted, so a draw costs O(N).
    /// </summary>
    public static void Bootstrap(int rows, int draws, int seed, Action<int, int[]> visit)
    {
        Random random = new(seed);
        int[] counts = new int[rows];
        for (int draw = 0; draw < draws; draw++)
        {
            Array.Clear(counts);
            for (int i = 0; i < rows; i++)
                counts[random.Next(rows)]++;
            visit(draw, counts);
        }
    }

    /// <summary>Random orders of <paramref name="rows"/> rows.</summary>
    public static void Permute(int rows, int draws, int seed, Action<int, int[]> visit)
    {
        // Another stream than the bootstrap's for the same seed.
        Random random = new(seed ^ 0x5DEECE6);
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++)
            order[i] = i;
        for (int draw = 0; draw < draws; draw++)
        {
            random.Shuffle(order);
            visit(draw, order);
        }
    }
}
