// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Checks columns with one entry per touch: vectors of any size, known or not.</summary>
internal static class TouchColumnCheck
{
    private const string ExpectedVector = "Vector<Single>", ExpectedNumbers = ExpectedVector + ", one entry per touch";
    private const string ExpectedKeys = "Vector<Key<UInt32>>, one entry per touch";

    /// <summary>The column <paramref name="name"/>, a vector of <see cref="float"/>.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static DataViewSchema.Column Numbers(DataViewSchema schema, string role, string name) => Numbers(schema, role, name, ExpectedNumbers);

    /// <summary>The column <paramref name="name"/>, a vector of <see cref="float"/> that a row has one of.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static DataViewSchema.Column Vector(DataViewSchema schema, string role, string name) => Numbers(schema, role, name, ExpectedVector);

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
    public static void Numbers(SchemaShape shape, string role, string name) => Numbers(shape, role, name, ExpectedNumbers);

    /// <summary>Checks a column of a schema shape: a vector of <see cref="float"/> that a row has one of.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static void Vector(SchemaShape shape, string role, string name) => Numbers(shape, role, name, ExpectedVector);

    /// <summary>Checks a column of a schema shape: a key, or a vector of keys.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static void Keys(SchemaShape shape, string role, string name, bool vector)
    {
        SchemaShape.Column column = ColumnCheck.Find(shape, role, name);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar == vector || !column.IsKey)
            throw ColumnCheck.Mismatch(role, name, vector ? ExpectedKeys : "Key<UInt32>", ColumnCheck.Describe(column));
    }

    private static void Numbers(SchemaShape shape, string role, string name, string expected)
    {
        SchemaShape.Column column = ColumnCheck.Find(shape, role, name);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar || column.IsKey || !column.ItemType.Equals(NumberDataViewType.Single))
            throw ColumnCheck.Mismatch(role, name, expected, ColumnCheck.Describe(column));
    }

    private static DataViewSchema.Column Numbers(DataViewSchema schema, string role, string name, string expected)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, role, name);
        return column.Type is VectorDataViewType vector && vector.ItemType.Equals(NumberDataViewType.Single)
            ? column
            : throw ColumnCheck.Mismatch(role, name, expected, column.Type.ToString()!);
    }
}
