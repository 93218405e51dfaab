// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>What an attribution model says about the touches of scored journeys.</summary>
internal sealed class TouchScores
{
    private readonly float[][] _values;

    /// <summary>Reads the scores of all rows in one pass.</summary>
    /// <param name="scored">The scored journeys.</param>
    /// <param name="offsets">First touch of each row, then the number of touches.</param>
    public TouchScores(IDataView scored, int[] offsets)
    {
        Offsets = offsets;
        DataViewSchema.Column[] columns = [.. TouchLines.Outputs.Select(output => scored.Schema[output.Column])];
        _values = [.. columns.Select(_ => NotLookedAt(offsets[^1]))];
        using DataViewRowCursor cursor = scored.GetRowCursor(columns);
        ValueGetter<VBuffer<float>>[] getters = [.. columns.Select(column => cursor.GetGetter<VBuffer<float>>(column))];
        VBuffer<float> buffer = default;
        for (int row = 0; cursor.MoveNext(); row++)
        {
            for (int c = 0; c < getters.Length; c++)
            {
                getters[c](ref buffer);
                // A journey longer than the model looks at was cut to its most recent touches.
                Span<float> touches = _values[c].AsSpan(offsets[row]..offsets[row + 1]);
                int seen = Math.Min(buffer.Length, touches.Length), index = 0;
                foreach (float value in buffer.DenseValues())
                {
                    if (index++ >= buffer.Length - seen)
                        touches[touches.Length - buffer.Length + index - 1] = value;
                }
            }
        }
    }

    /// <summary>Gets the first touch of each row, then the number of touches.</summary>
    public int[] Offsets { get; }

    public float[] Uplift => _values[0];

    public float[] Score => _values[2];

    public float[] Lower => _values[3];

    public float[] Upper => _values[4];

    /// <summary>Gets mean, least and greatest of each column, over touches that were looked at.</summary>
    public IReadOnlyList<ColumnSummary> Summaries()
    {
        ColumnSummary[] summaries = [.. TouchLines.Outputs.Select(output => new ColumnSummary(output.Header))];
        for (int c = 0; c < summaries.Length; c++)
        {
            foreach (float value in _values[c].Where(value => !float.IsNaN(value)))
                summaries[c].Add(value);
        }

        return summaries;
    }

    /// <summary>Writes one line a touch: row, pos and the scores, empty where a touch was too long ago for the model.</summary>
    /// <param name="path">The file; compressed where the name ends in .gz.</param>
    /// <param name="rows">Name of each row.</param>
    /// <param name="positions">Position of each touch.</param>
    public void Write(string path, IReadOnlyList<string> rows, IReadOnlyList<int> positions) => AtomicFile.Write(path, stream =>
    {
        using Stream target = CsvFile.IsCompressed(path) ? new GZipStream(stream, CompressionLevel.Fastest) : stream;
        using StreamWriter writer = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', [JourneyFiles.Row, .. TouchLines.Header]));
        for (int i = 0; i < rows.Count; i++)
        {
            for (int j = Offsets[i]; j < Offsets[i + 1]; j++)
            {
                writer.Write(rows[i]);
                writer.Write(',');
                writer.Write(positions[j].ToString(CultureInfo.InvariantCulture));
                foreach (float[] values in _values)
                    TouchLines.WriteScore(writer, values[j]);
                writer.WriteLine();
            }
        }
    });

    private static float[] NotLookedAt(int touches)
    {
        var values = new float[touches];
        Array.Fill(values, float.NaN);
        return values;
    }
}
