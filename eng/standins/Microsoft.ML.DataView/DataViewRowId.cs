// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>A 128-bit identifier of a row.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";

    public int CompareTo(DataViewRowId other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    public DataViewRowId Fork() => new(Mix(Low ^ 0x9E3779B97F4A7C15), Mix(High + 0xD1B54A32D192ED03));

    public DataViewRowId Next() => new(Mix(Low + 0x632BE59BD9B4E019), Mix(High ^ Low));

    public DataViewRowId Combine(DataViewRowId other) =>
        new(Mix(Low ^ Mix(other.Low + 0x9E3779B97F4A7C15)), Mix(High ^ Mix(other.High + 0xD1B54A32D192ED03)));

    // The finaliser of a 64-bit hash: every input bit reaches every output bit.
    internal static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
