// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Causal.Benchmarks;

/// <summary>Judgements in a file, a line each, so that a long table can be made in parts: what is there is not measured again.</summary>
internal sealed class AlmMtaJournal
{
    // Forms without intervals have no coverage: NaN.
    private static readonly JsonSerializerOptions _json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private readonly Dictionary<string, AlmMtaJudgement> _known = [];
    private readonly string? _path;

    /// <param name="path">The file, which need not be there; null keeps nothing.</param>
    public AlmMtaJournal(string? path)
    {
        _path = path;
        if (!File.Exists(path))
            return;
        foreach (Line line in File.ReadLines(path).Select(text => JsonSerializer.Deserialize<Line>(text, _json)!))
            _known[line.Cell] = line.Judgement;
    }

    /// <summary>The judgement of a cell: from the file, or measured now and written to it.</summary>
    public AlmMtaJudgement Get(string cell, Func<AlmMtaJudgement> measure)
    {
        if (_known.TryGetValue(cell, out AlmMtaJudgement? known))
            return known;
        AlmMtaJudgement judgement = _known[cell] = measure();
        if (_path is not null)
            File.AppendAllText(_path, JsonSerializer.Serialize(new Line(cell, judgement), _json) + Environment.NewLine);
        return judgement;
    }

    private sealed record Line(string Cell, AlmMtaJudgement Judgement);
}
