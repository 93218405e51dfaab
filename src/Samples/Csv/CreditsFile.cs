// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>A file of credits, one line a touch: the sequence (seq, seq_id or row), pos, and the credit (credit, or uplift as the samples write it).</summary>
internal static class CreditsFile
{
    private static readonly string[] SequenceNames = ["seq", TouchLog.Sequence, JourneyFiles.Row], CreditNames = ["credit", "uplift"];

    /// <summary>The credit of each touch of a log: NaN where the file has none, 0 where its field is empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="log">The log.</param>
    /// <param name="column">Name of the credit column; null looks for the usual ones.</param>
    /// <exception cref="InputException">A column is missing, a line does not fit, or names a touch that the log does not have.</exception>
    public static float[] Read(string path, TouchLog log, string? column)
    {
        var credits = new float[log.Costs.Length];
        Array.Fill(credits, float.NaN);
        Dictionary<(string, int), int> touches = [];
        for (int j = 0; j < credits.Length; j++)
            touches[(log.Sequences[log.SequenceOf[j]], log.Positions[j])] = j;

        using var reader = new CsvReader(path);
        int sequence = Find(reader, SequenceNames), position = reader.Find(TouchLog.Position);
        int credit = column is null ? Find(reader, CreditNames) : reader.Find(column);
        while (reader.Read())
        {
            if (!touches.TryGetValue((reader.Text(sequence).ToString(), reader.Whole(position)), out int touch))
                throw new InputException(path, reader.Line, TouchLog.Position, "the log has no such touch.");
            // A model leaves touches empty that were too long ago for it.
            float value = reader.OptionalNumber(credit);
            credits[touch] = float.IsNaN(value) ? 0 : value;
        }

        return credits;
    }

    private static int Find(CsvReader reader, string[] names) =>
        names.FirstOrDefault(reader.Columns.Contains) is { } name ? reader.Find(name)
            : throw new InputException(reader.Path, 1, names[0], $"the header lacks this column; it may also be named {string.Join(" or ", names[1..])}.");
}
