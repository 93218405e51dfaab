// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>The types of numeric columns.</summary>
public sealed class NumberDataViewType : PrimitiveDataViewType
{
    private readonly string _name;

    private NumberDataViewType(Type rawType, string name)
        : base(rawType)
    {
        _name = name;
    }

    public static NumberDataViewType SByte { get; } = new(typeof(sbyte), "SByte");

    public static NumberDataViewType Byte { get; } = new(typeof(byte), "Byte");

    public static NumberDataViewType Int16 { get; } = new(typeof(short), "Int16");

    public static NumberDataViewType UInt16 { get; } = new(typeof(ushort), "UInt16");

    public static NumberDataViewType Int32 { get; } = new(typeof(int), "Int32");

    public static NumberDataViewType UInt32 { get; } = new(typeof(uint), "UInt32");

    public static NumberDataViewType Int64 { get; } = new(typeof(long), "Int64");

    public static NumberDataViewType UInt64 { get; } = new(typeof(ulong), "UInt64");

    public static NumberDataViewType Single { get; } = new(typeof(float), "Single");

    public static NumberDataViewType Double { get; } = new(typeof(double), "Double");

    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);

    public override string ToString() => _name;
}
