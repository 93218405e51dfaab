// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Checks columns with one entry per touch: vectors of any size, known or not.</summary>
internal static class TouchColumnCheck
{
    /// <summary>The column <paramref name="name"/>, a vector of <see cref="float"/>.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static DataViewSchema.Column Numbers(DataViewSchema schema, string role, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, role, name);
        return column.Type is VectorDataViewType vector && vector.ItemType.Equals(NumberDataViewType.Single)
            ? column
            : throw ColumnCheck.Mismatch(role, name, "Vector<Single>, one entry per touch", column.Type.ToString()!);
    }

    /// <summary>The column <paramref name="name"/>, a vector of keys of type <see cref="uint"/>.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static DataViewSchema.Column Keys(DataViewSchema schema, string role, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, role, name);
        return column.Type is VectorDataViewType { ItemType: KeyDataViewType key } && key.RawType == typeof(uint)
            ? column
            : throw ColumnCheck.Mismatch(role, name, ExpectedKeys, column.Type.ToString()!);
    }

    /// <summary>The column <paramref name="name"/>, a key of type <see cref="uint"/>.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static DataViewSchema.Column Key(DataViewSchema schema, string role, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, role, name);
        return column.Type is KeyDataViewType key && key.RawType == typeof(uint)
            ? column
            : throw ColumnCheck.Mismatch(role, name, "Key<UInt32>", column.Type.ToString()!);
    }

    /// <summary>Number of keys of a column of keys, or of vectors of them.</summary>
    public static int Cardinality(DataViewSchema.Column column) =>
        checked((int)((KeyDataViewType)(column.Type is VectorDataViewType vector ? vector.ItemType : column.Type)).Count);

    /// <summary>Checks a column of a schema shape: a vector of <see cref="float"/>.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static void Numbers(SchemaShape shape, string role, string name)
    {
        SchemaShape.Column column = ColumnCheck.Find(shape, role, name);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar || column.IsKey || !column.ItemType.Equals(NumberDataViewType.Single))
            throw ColumnCheck.Mismatch(role, name, "Vector<Single>, one entry per touch", ColumnCheck.Describe(column));
    }

    /// <summary>Checks a column of a schema shape: a key, or a vector of keys.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static void Keys(SchemaShape shape, string role, string name, bool vector)
    {
        SchemaShape.Column column = ColumnCheck.Find(shape, role, name);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar == vector || !column.IsKey)
            throw ColumnCheck.Mismatch(role, name, vector ? ExpectedKeys : "Key<UInt32>", ColumnCheck.Describe(column));
    }

    private const string ExpectedKeys = "Vector<Key<UInt32>>, one entry per touch";
}
