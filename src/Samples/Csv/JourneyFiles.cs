// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Reads a file of rows (row, ...) and a file of their touches (row, pos, ...), and joins them.</summary>
internal static class JourneyFiles
{
    /// <summary>Name of the column that joins both files.</summary>
    public const string Row = "row";

    /// <summary>Name of the column with a touch's place in its journey.</summary>
    public const string Position = "pos";

    /// <param name="rowsPath">The file of rows.</param>
    /// <param name="touchesPath">The file of touches, in any order.</param>
    /// <param name="columns">What to read: vectors of unknown size from the touches, anything else from the rows.</param>
    /// <exception cref="InputException">A column is missing, a line does not fit, or the files do not fit each other.</exception>
    public static JourneyTable Read(string rowsPath, string touchesPath, IReadOnlyList<(string Name, DataViewType Type)> columns)
    {
        List<string> ids = [];
        Dictionary<string, int> places = [];
        List<FileColumn> scalars;
        using (var reader = new CsvReader(rowsPath))
        {
            int id = reader.Find(Row);
            scalars = [.. columns.Where(column => !IsOfTouches(column.Type)).Select(column => FileColumn.Of(column.Name, column.Type, reader, optional: false))];
            while (reader.Read())
            {
                string row = reader.Text(id).ToString();
                if (!places.TryAdd(row, ids.Count))
                    throw new InputException(rowsPath, reader.Line, Row, "this row was there before; each may be there once.");
                ids.Add(row);
                scalars.ForEach(column => column.Add());
            }
        }

        List<(int Row, int Position)> touches = [];
        List<FileColumn> vectors;
        using (var reader = new CsvReader(touchesPath))
        {
            int id = reader.Find(Row), position = reader.Find(Position);
            vectors = [.. columns.Where(column => IsOfTouches(column.Type))
                .Select(column => FileColumn.Of(column.Name, ((VectorDataViewType)column.Type).ItemType, reader, optional: true))];
            Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = places.GetAlternateLookup<ReadOnlySpan<char>>();
            while (reader.Read())
            {
                if (!lookup.TryGetValue(reader.Text(id), out int row))
                    throw new InputException(touchesPath, reader.Line, Row, $"'{rowsPath}' has no such row.");
                touches.Add((row, reader.Whole(position)));
                vectors.ForEach(column => column.Add());
            }
        }

        int[] order = [.. Enumerable.Range(0, touches.Count)];
        Array.Sort([.. touches], order);
        var offsets = new int[ids.Count + 1];
        foreach ((int row, _) in touches)
            offsets[row + 1]++;
        for (int i = 0; i < ids.Count; i++)
            offsets[i + 1] += offsets[i];
        return new JourneyTable([.. ids], offsets, [.. order.Select(j => touches[j].Position)],
            [.. scalars.Select(column => column.Scalars()), .. vectors.Select(column => column.Vectors(order, offsets))]);
    }

    private static bool IsOfTouches(DataViewType type) => type is VectorDataViewType { IsKnownSize: false };
}
