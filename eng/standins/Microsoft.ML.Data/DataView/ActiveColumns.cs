// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Which columns a cursor or row was asked for, by index.</summary>
internal static class ActiveColumns
{
    public static bool[] Of(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns ?? [])
        {
            if (column.Index >= active.Length)
                throw new ArgumentOutOfRangeException(nameof(columns), $"Column '{column.Name}' is not a column of this schema.");
            active[column.Index] = true;
        }

        return active;
    }

    public static bool IsActive(bool[] active, DataViewSchema.Column column) =>
        column.Index < active.Length ? active[column.Index] : throw new ArgumentOutOfRangeException(nameof(column));

    public static void CheckActive(bool[] active, DataViewSchema.Column column)
    {
        if (!IsActive(active, column))
            throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
    }
}
