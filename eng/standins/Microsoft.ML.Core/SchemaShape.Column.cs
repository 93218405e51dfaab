// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>One column of a shape.</summary>
    public struct Column
    {
        public readonly string Name;
        public readonly VectorKind Kind;
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(itemType);
            if (itemType is KeyDataViewType)
                throw new ArgumentException("Item type cannot be a key", nameof(itemType));
            if (itemType is VectorDataViewType)
                throw new ArgumentException("Item type cannot be a vector", nameof(itemType));
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        /// <summary>Is a vector, a key or not, and which.</summary>
        public enum VectorKind
        {
            Scalar = 0,
            Vector = 1,
            VariableVector = 2,
        }

        /// <summary>The shape of a column of the given type.</summary>
        internal static Column Of(string name, DataViewType type, SchemaShape annotations = null)
        {
            VectorKind kind = type is not VectorDataViewType vector ? VectorKind.Scalar
                : vector.IsKnownSize ? VectorKind.Vector
                : VectorKind.VariableVector;
            DataViewType item = type.GetItemType() ?? type;
            return item is KeyDataViewType
                ? new(name, kind, DataKindExtensions.PrimitiveOf(item.RawType), true, annotations)
                : new(name, kind, item, false, annotations);
        }

        internal Column Renamed(string name) => new(name, Kind, ItemType, IsKey, Annotations);

        /// <summary>Whether <paramref name="source"/> may be used where this column is required.</summary>
        internal bool IsCompatibleWith(Column source) =>
            Name == source.Name && Kind == source.Kind && ItemType.Equals(source.ItemType) && IsKey == source.IsKey
            && Annotations.All(
                required => source.Annotations.TryFindColumn(required.Name, out Column found) && required.IsCompatibleWith(found));

        internal string GetTypeString()
        {
            string item = IsKey ? $"Key<{ItemType}>" : $"{ItemType}";
            return Kind switch
            {
                VectorKind.Vector => $"Vector<{item}>",
                VectorKind.VariableVector => $"VarVector<{item}>",
                _ => item,
            };
        }
    }
}
