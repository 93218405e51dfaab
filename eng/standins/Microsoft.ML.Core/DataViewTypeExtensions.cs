// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Questions that transforms ask of types.</summary>
internal static class DataViewTypeExtensions
{
    public static PrimitiveDataViewType GetItemType(this DataViewType type) =>
        type is VectorDataViewType vector ? vector.ItemType : type as PrimitiveDataViewType;

    /// <summary>The size of a vector, 0 when rows differ in length, 1 for scalars.</summary>
    public static int GetValueCount(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;

    public static bool IsKnownSizeVector(this DataViewType type) => type is VectorDataViewType { IsKnownSize: true };

    /// <summary>Same kind of column whatever the vector's size: what a fitted model demands of new data.</summary>
    public static bool SameSizeAndItemType(this DataViewType type, DataViewType other) =>
        type is VectorDataViewType left
            ? other is VectorDataViewType right && left.Size == right.Size && left.ItemType.Equals(right.ItemType)
            : type.Equals(other);
}
