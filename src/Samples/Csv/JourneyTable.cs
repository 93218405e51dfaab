// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>Journeys in memory: a file of rows, joined with a file of their touches.</summary>
/// <param name="Ids">The row column of the first file.</param>
/// <param name="Offsets">First touch of each row, then the number of touches.</param>
/// <param name="Positions">The pos column of the second file, in the order of the table's touches.</param>
/// <param name="Columns">What was read of both.</param>
internal sealed record JourneyTable(string[] Ids, int[] Offsets, int[] Positions, IReadOnlyList<JourneyColumn> Columns)
{
    public int Rows => Ids.Length;

    /// <summary>Gets the numbers of all rows.</summary>
    public int[] AllRows => [.. Enumerable.Range(0, Rows)];

    /// <summary>The values of a column of one value a row.</summary>
    public T[] Scalar<T>(string name) => ((ScalarColumn<T>)Column(name)).Values;

    /// <summary>The values of a column of one value a touch.</summary>
    public T[] Touches<T>(string name) => ((VectorColumn<T>)Column(name)).Values;

    /// <summary>The values of a column of one vector a row, row after row.</summary>
    public float[] RowVectors(string name) => ((RowVectorColumn)Column(name)).Values;

    /// <summary>A view on some rows and columns.</summary>
    public IDataView View(int[] rows, IEnumerable<string> columns) => new TableView([.. columns.Select(Column)], rows);

    /// <summary>The numbers of the touches of some rows.</summary>
    public int[] TouchesOf(int[] rows) => [.. rows.SelectMany(row => Enumerable.Range(Offsets[row], Offsets[row + 1] - Offsets[row]))];

    /// <summary>First touch of each of some rows among their own touches, then the number of these.</summary>
    public int[] OffsetsOf(int[] rows)
    {
        var offsets = new int[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++)
            offsets[i + 1] = offsets[i] + Offsets[rows[i] + 1] - Offsets[rows[i]];
        return offsets;
    }

    private JourneyColumn Column(string name) => Columns.Single(column => column.Name == name);
}
