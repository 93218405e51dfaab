// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Checks that input columns exist and have the type a role needs, with ML.NET's own two sentences.</summary>
internal static class ColumnCheck
{
    /// <summary>The column <paramref name="name"/> of <paramref name="schema"/>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name) =>
        schema.GetColumnOrNull(name) ?? throw Missing(role, name);

    /// <summary>The column <paramref name="name"/> of <paramref name="schema"/>, a scalar of <paramref name="type"/>.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static DataViewSchema.Column Scalar(DataViewSchema schema, string role, string name, DataViewType type)
    {
        DataViewSchema.Column column = Find(schema, role, name);
        return column.Type.Equals(type) ? column : throw Mismatch(role, name, type.ToString()!, column.Type.ToString()!);
    }

    /// <summary>The column <paramref name="name"/>, a vector of <see cref="float"/> of known size.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another type.</exception>
    public static DataViewSchema.Column Features(DataViewSchema schema, string role, string name)
    {
        DataViewSchema.Column column = Find(schema, role, name);
        return column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType.Equals(NumberDataViewType.Single)
            ? column
            : throw Mismatch(role, name, "Vector<Single> of known size", column.Type.ToString()!);
    }

    /// <summary>Checks a column of a schema shape: its item type, and whether it is a scalar or a vector of known size.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it is of another type.</exception>
    public static SchemaShape.Column Shape(SchemaShape schema, string role, string name, DataViewType itemType, bool vector)
    {
        SchemaShape.Column column = Find(schema, role, name);
        var kind = vector ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.Scalar;
        if (column.Kind == kind && !column.IsKey && column.ItemType.Equals(itemType))
            return column;
        throw Mismatch(role, name, vector ? $"Vector<{itemType}> of known size" : itemType.ToString()!, Describe(column));
    }

    /// <summary>The column <paramref name="name"/> of a schema shape.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static SchemaShape.Column Find(SchemaShape schema, string role, string name)
    {
        foreach (SchemaShape.Column column in schema)
        {
            if (column.Name == name)
                return column;
        }

        throw Missing(role, name);
    }

    internal static ArgumentException Mismatch(string role, string name, string expected, string found) =>
        new($"Schema mismatch for {role} column '{name}': expected {expected}, got {found}.", "schema");

    internal static string Describe(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString()!;
        return column.Kind switch
        {
            SchemaShape.Column.VectorKind.Vector => $"Vector<{item}>",
            SchemaShape.Column.VectorKind.VariableVector => $"VarVector<{item}>",
            _ => item,
        };
    }

    private static ArgumentException Missing(string role, string name) =>
        new($"Could not find {role} column '{name}'.", "schema");
}
