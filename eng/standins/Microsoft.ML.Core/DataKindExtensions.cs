// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Relates kinds, CLR types and data view types.</summary>
internal static class DataKindExtensions
{
    private static readonly (DataKind Kind, Type Raw, PrimitiveDataViewType Type)[] Known =
    [
        (DataKind.SByte, typeof(sbyte), NumberDataViewType.SByte),
        (DataKind.Byte, typeof(byte), NumberDataViewType.Byte),
        (DataKind.Int16, typeof(short), NumberDataViewType.Int16),
        (DataKind.UInt16, typeof(ushort), NumberDataViewType.UInt16),
        (DataKind.Int32, typeof(int), NumberDataViewType.Int32),
        (DataKind.UInt32, typeof(uint), NumberDataViewType.UInt32),
        (DataKind.Int64, typeof(long), NumberDataViewType.Int64),
        (DataKind.UInt64, typeof(ulong), NumberDataViewType.UInt64),
        (DataKind.Single, typeof(float), NumberDataViewType.Single),
        (DataKind.Double, typeof(double), NumberDataViewType.Double),
        (DataKind.String, typeof(ReadOnlyMemory<char>), TextDataViewType.Instance),
        (DataKind.Boolean, typeof(bool), BooleanDataViewType.Instance),
        (DataKind.TimeSpan, typeof(TimeSpan), TimeSpanDataViewType.Instance),
        (DataKind.DateTime, typeof(DateTime), DateTimeDataViewType.Instance),
        (DataKind.DateTimeOffset, typeof(DateTimeOffset), DateTimeOffsetDataViewType.Instance),
    ];

    public static PrimitiveDataViewType ToPrimitive(this DataKind kind) =>
        Known.FirstOrDefault(k => k.Kind == kind).Type ?? throw new ArgumentOutOfRangeException(nameof(kind), $"Unknown data kind {kind}.");

    /// <summary>The primitive type that stores <paramref name="raw"/>, text for <see cref="string"/>; null when there is none.</summary>
    public static PrimitiveDataViewType PrimitiveOf(Type raw) =>
        raw == typeof(string) ? TextDataViewType.Instance
        : raw == typeof(DataViewRowId) ? RowIdDataViewType.Instance
        : Known.FirstOrDefault(k => k.Raw == raw).Type;

    public static DataKind? KindOf(Type raw) =>
        raw == typeof(string) ? DataKind.String : Known.Where(k => k.Raw == raw).Select(k => (DataKind?)k.Kind).FirstOrDefault();
}
