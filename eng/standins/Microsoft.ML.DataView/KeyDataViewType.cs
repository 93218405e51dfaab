// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>The type of key columns: 1-based indices into a set of <see cref="Count"/> values, 0 for missing.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        ulong most = MaxCount(type);
        if (most == 0)
            throw new ArgumentOutOfRangeException(nameof(type), "Type is not valid, it must be Byte, UInt16, UInt32, or UInt64.");
        if (count == 0 || count > most)
            throw new ArgumentOutOfRangeException(
                nameof(count),
                $"The cardinality of a KeyDataViewType must not exceed {type.Name}.MaxValue "
                + $"and must be strictly positive, but got {count}.");
        Count = count;
    }

    public KeyDataViewType(Type type, int count)
        : this(type, unchecked((ulong)count))
    {
    }

    public ulong Count { get; }

    public static bool IsValidDataType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return MaxCount(type) > 0;
    }

    public override bool Equals(DataViewType other) => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    private static ulong MaxCount(Type type) =>
        type == typeof(byte) ? byte.MaxValue
        : type == typeof(ushort) ? ushort.MaxValue
        : type == typeof(uint) ? uint.MaxValue
        : type == typeof(ulong) ? ulong.MaxValue
        : 0;
}
