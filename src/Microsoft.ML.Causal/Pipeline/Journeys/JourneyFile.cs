// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Reads the columns of a log that journeys need from a text file with a header, by ML.NET's own loader.</summary>
internal static class JourneyFile
{
    /// <summary>The log in the file.</summary>
    /// <exception cref="ArgumentException">The file has no header, or lacks a column.</exception>
    public static IDataView Load(MLContext mlContext, string path, JourneyOptions options)
    {
        TextFile file = new(path);
        string header, first;
        using (TextReader reader = file.OpenTextReader(0))
            (header, first) = (reader.ReadLine() ?? "", reader.ReadLine() ?? "");
        char separator = header.Contains('\t') ? '\t' : ',';
        string[] names = [.. header.Split(separator).Select(Unquoted)], sample = [.. first.Split(separator).Select(Unquoted)];

        Dictionary<string, DataKind> kinds = [];
        bool paths = options.PathSeparator is not null;
        Add("user", options.UserColumnName, _ => DataKind.String);
        Add("sequence", options.SequenceColumnName, _ => DataKind.String);
        foreach (string name in options.KeyColumnNames)
            Add("key", name, _ => DataKind.String);
        foreach (string name in options.NumericColumnNames)
            Add("numeric", name, _ => paths ? DataKind.String : DataKind.Single);
        foreach (string name in options.ContextColumnNames)
            Add("context", name, cell => IsNumber(cell) ? DataKind.Single : DataKind.String);
        Add("label", options.LabelColumnName, _ => DataKind.Boolean);
        Add("time", paths ? null : options.TimeColumnName, cell => IsNumber(cell) ? DataKind.Double : DataKind.DateTime);
        // It is missing where nothing happened, so its first cell says nothing: it is of the kind of the times.
        Add("outcome time", paths ? null : options.OutcomeTimeColumnName, _ => kinds[options.TimeColumnName]);

        TextLoader.Options load = new()
        {
            Columns = [.. kinds.Select(kind => new TextLoader.Column(kind.Key, kind.Value, Array.IndexOf(names, kind.Key)))],
            Separators = [separator],
            HasHeader = true,
            AllowQuoting = true,
            MissingRealsAsNaNs = true,
        };
        return mlContext.Data.CreateTextLoader(load).Load(file);

        void Add(string role, string? name, Func<string, DataKind> kind)
        {
            if (name is null)
                return;
            int at = Array.IndexOf(names, name);
            if (at < 0)
                throw new ArgumentException($"Could not find {role} column '{name}' in the first line of '{path}'.", nameof(path));
            kinds.TryAdd(name, kind(at < sample.Length ? sample[at] : ""));
        }
    }

    private static string Unquoted(string cell) => cell.Trim().Trim('"');

    private static bool IsNumber(string cell) => cell.Length == 0 || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
