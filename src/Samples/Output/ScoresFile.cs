// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Writes scored rows as comma-separated lines, as they come from the model.</summary>
internal static class ScoresFile
{
    /// <summary>Writes one line a row with every given column, and the response curve where there is one; sums the columns up.</summary>
    /// <param name="path">The file; compressed where the name ends in .gz.</param>
    /// <param name="scored">The scored rows.</param>
    /// <param name="columns">Columns of single numbers.</param>
    /// <param name="response">The response curve, written behind them.</param>
    /// <param name="kept">Columns of text to write before them.</param>
    public static IReadOnlyList<ColumnSummary> Write(
        string path, IDataView scored, IReadOnlyList<DataViewSchema.Column> columns, ResponseColumns? response = null, KeptColumns? kept = null)
    {
        kept ??= KeptColumns.None;
        ColumnSummary[] summaries = [.. columns.Select(column => new ColumnSummary(column.Name))];
        AtomicFile.Write(path, stream =>
        {
            using Stream target = CsvFile.IsCompressed(path) ? new GZipStream(stream, CompressionLevel.Fastest) : stream;
            using StreamWriter writer = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            kept.WriteHeader(writer, [.. columns.Select(column => column.Name), .. response?.Names ?? []]);
            DataViewSchema.Column[] curves = response is null ? [] : [response.Curve];
            using DataViewRowCursor cursor = scored.GetRowCursor([.. kept.In(scored.Schema), .. columns, .. curves]);
            Action<TextWriter> writeKept = kept.Writer(cursor);
            ValueGetter<float>[] getters = [.. columns.Select(column => cursor.GetGetter<float>(column))];
            ValueGetter<VBuffer<float>>? getCurve = response is null ? null : cursor.GetGetter<VBuffer<float>>(response.Curve);
            VBuffer<float> curve = default;
            while (cursor.MoveNext())
            {
                writeKept(writer);
                for (int i = 0; i < getters.Length; i++)
                {
                    float value = 0;
                    getters[i](ref value);
                    summaries[i].Add(value);
                    if (i > 0)
                        writer.Write(',');
                    writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
                }

                getCurve?.Invoke(ref curve);
                foreach (float value in curve.DenseValues())
                {
                    writer.Write(',');
                    writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
                }

                writer.WriteLine();
            }
        });
        return summaries;
    }

    /// <summary>The columns of single numbers that the model added to its input.</summary>
    public static IReadOnlyList<DataViewSchema.Column> ScalarOutputs(DataViewSchema input, DataViewSchema output) =>
        [.. output.Where(column => !column.IsHidden && column.Type.Equals(NumberDataViewType.Single) && input.GetColumnOrNull(column.Name) is null)];
}
