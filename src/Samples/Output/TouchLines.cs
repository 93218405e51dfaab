// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>The scores of touches as comma-separated lines, one a touch.</summary>
internal static class TouchLines
{
    /// <summary>Columns of the model, and what they are called in a file.</summary>
    public static readonly (string Column, string Header)[] Outputs =
        [("Uplift", "uplift"), ("UpliftLogit", "uplift_logit"), ("Score", "score"), ("UpliftLower", "lower"), ("UpliftUpper", "upper")];

    /// <summary>Gets the header behind what names the journey.</summary>
    public static IEnumerable<string> Header => [JourneyFiles.Position, .. Outputs.Select(output => output.Header)];

    /// <summary>Writes journeys as they come from the model: kept columns, pos (from 0, oldest first), and the scores.</summary>
    /// <param name="path">The file; compressed where the name ends in .gz.</param>
    /// <param name="scored">The scored journeys.</param>
    /// <param name="kept">What names a journey.</param>
    public static IReadOnlyList<ColumnSummary> Write(string path, IDataView scored, KeptColumns kept)
    {
        ColumnSummary[] summaries = [.. Outputs.Select(output => new ColumnSummary(output.Header))];
        AtomicFile.Write(path, stream =>
        {
            using Stream target = CsvFile.IsCompressed(path) ? new GZipStream(stream, CompressionLevel.Fastest) : stream;
            using StreamWriter writer = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            kept.WriteHeader(writer, Header);
            DataViewSchema.Column[] columns = [.. Outputs.Select(output => scored.Schema[output.Column])];
            using DataViewRowCursor cursor = scored.GetRowCursor([.. kept.In(scored.Schema), .. columns]);
            Action<TextWriter> writeKept = kept.Writer(cursor);
            ValueGetter<VBuffer<float>>[] getters = [.. columns.Select(column => cursor.GetGetter<VBuffer<float>>(column))];
            var buffers = new VBuffer<float>[getters.Length];
            while (cursor.MoveNext())
            {
                for (int c = 0; c < getters.Length; c++)
                    getters[c](ref buffers[c]);
                for (int j = 0; j < buffers[0].Length; j++)
                {
                    writeKept(writer);
                    writer.Write(j.ToString(CultureInfo.InvariantCulture));
                    for (int c = 0; c < buffers.Length; c++)
                    {
                        float value = buffers[c].GetItemOrDefault(j);
                        WriteScore(writer, value);
                        if (!float.IsNaN(value))
                            summaries[c].Add(value);
                    }

                    writer.WriteLine();
                }
            }
        });
        return summaries;
    }

    /// <summary>Writes a comma and a score; nothing behind it where a touch was too long ago for the model.</summary>
    public static void WriteScore(TextWriter writer, float value)
    {
        writer.Write(',');
        if (!float.IsNaN(value))
            writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
    }
}
