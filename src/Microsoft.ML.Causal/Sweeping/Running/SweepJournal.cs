// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text;
using System.Text.Json;

namespace Microsoft.ML.Causal;

/// <summary>
/// A file of JSON lines: what the sweep is, then its trials, each written whole and flushed to disk as it ends. Lines are in the order in
/// which trials ended.
/// </summary>
internal sealed class SweepJournal : IDisposable
{
    private const byte LineEnd = (byte)'\n';

    private readonly FileStream _file;
    private readonly IReadOnlyList<SweepDimension> _dimensions;
    private readonly Dictionary<int, SweepTrial> _trials = [];
    private readonly Lock _lock = new();

    private SweepJournal(FileStream file, IReadOnlyList<SweepDimension> dimensions) => (_file, _dimensions) = (file, dimensions);

    /// <summary>Gets the trials that were there when the journal was opened, by number.</summary>
    public IReadOnlyDictionary<int, SweepTrial> Trials => _trials;

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">What the sweep is.</param>
    /// <param name="dimensions">Its space.</param>
    /// <exception cref="InvalidDataException">The file is no journal, is that of another sweep, or is damaged elsewhere than at its end.</exception>
    /// <exception cref="IOException">Another sweep writes it, or it cannot be written.</exception>
    public static SweepJournal Open(string path, JournalHeader header, IReadOnlyList<SweepDimension> dimensions)
    {
        // One sweep at a time writes it, and others may look at it; elsewhere than on Windows, .NET keeps other writers out only where it
        // shares nothing, which keeps no other reader out but .NET's own.
        FileShare share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
        try
        {
            var journal = new SweepJournal(file, dimensions);
            journal.Read(path, header);
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a trial.</summary>
    public void Add(SweepTrial trial)
    {
        lock (_lock)
            Write(Line(JournalLine.Of(trial, _dimensions)));
    }

    public void Dispose() => _file.Dispose();

    private void Read(string path, JournalHeader header)
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        int end = Array.LastIndexOf(bytes, LineEnd) + 1;
        if (end == 0)
        {
            // Nothing yet, or a header that was torn while it was written; anything else is somebody's file.
            byte[] line = Line(header);
            if (!line.AsSpan().StartsWith(bytes))
                throw new InvalidDataException($"'{path}' is not the journal of a sweep; name another file.");
            _file.SetLength(0);
            Write(line);
            return;
        }

        string[] lines = Encoding.UTF8.GetString(bytes, 0, end - 1).Split('\n');
        CheckHeader(path, header, lines[0]);
        for (int i = 1; i < lines.Length; i++)
        {
            SweepTrial trial;
            try
            {
                trial = (JsonSerializer.Deserialize<JournalLine>(lines[i], JournalFormat.Json) ?? throw new FormatException("A trial is expected.")).ToTrial(_dimensions);
            }
            catch (Exception error) when (error is JsonException or FormatException)
            {
                throw Damaged(path, i + 1, error.Message);
            }

            if (!_trials.TryAdd(trial.Number, trial))
                throw Damaged(path, i + 1, $"Trial {trial.Number} was there before.");
        }

        // What stands behind the last line end is a line that was torn: its trial is run again.
        _file.SetLength(end);
        _file.Position = end;
    }

    private static void CheckHeader(string path, JournalHeader header, string line)
    {
        JournalHeader? found = null;
        try
        {
            found = JsonSerializer.Deserialize<JournalHeader>(line, JournalFormat.Json);
        }
        catch (JsonException)
        {
        }

        if (found is null)
            throw new InvalidDataException($"'{path}' is not the journal of a sweep; name another file.");
        foreach ((string part, string here, string there) in header.Differences(found))
        {
            throw new InvalidDataException(
                $"'{path}' is the journal of another sweep: its {part} is '{there}', but that of this sweep is '{here}'. Name another file, or sweep as that journal says.");
        }
    }

    private static InvalidDataException Damaged(string path, int line, string reason) =>
        new($"The journal '{path}' is damaged in line {line}: {reason} Delete that line, and its trial is run again.");

    private void Write(byte[] line)
    {
        _file.Write(line);
        _file.Flush(flushToDisk: true);
    }

    private static byte[] Line<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, JournalFormat.Json), LineEnd];
}
