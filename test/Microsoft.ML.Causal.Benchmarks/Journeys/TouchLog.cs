// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>A log of any length, made row by row: nothing of it is kept.</summary>
/// <param name="touches">Number of rows.</param>
/// <param name="byUser">Whether rows rise by user and time; otherwise by time alone.</param>
internal sealed class TouchLog(long touches, bool byUser)
{
    private const int TouchesPerUser = 5, Items = 100_000, LargestCost = 16;

    /// <summary>The rows; one object is used for all of them.</summary>
    public IEnumerable<Row> Rows()
    {
        var row = new Row();
        long users = Math.Max(1, touches / TouchesPerUser);
        for (long i = 0; i < touches; i++)
        {
            ulong noise = Mix((ulong)i);
            row.User = byUser ? i / TouchesPerUser : (long)(noise % (ulong)users);
            row.Time = i;
            row.Item = (uint)(noise >> 20) % Items;
            row.Cost = i % LargestCost;
            row.Label = (noise & 63) == 0;
            yield return row;
        }
    }

    /// <summary>Sum of the costs of the first <paramref name="count"/> rows.</summary>
    public double CostOf(long count)
    {
        double sum = 0;
        for (long i = 0; i < count; i++)
            sum += i % LargestCost;
        return sum;
    }

    /// <summary>Scatters whole numbers: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Mix(ulong x)
    {
        x = (x + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>A touch.</summary>
    internal sealed class Row
    {
        public long User { get; set; }

        public long Time { get; set; }

        [KeyType(Items)]
        public uint Item { get; set; }

        public float Cost { get; set; }

        public bool Label { get; set; }
    }
}
