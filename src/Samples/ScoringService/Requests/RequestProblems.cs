// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>What is wrong with a request, by field.</summary>
internal sealed class RequestProblems
{
    // A list of a thousand rows may be wrong in each of them: the first tell enough.
    private const int Most = 20, LongestName = 100;

    private readonly Dictionary<string, string[]> _byField = [];

    public bool Any => _byField.Count > 0;

    public IReadOnlyDictionary<string, string[]> ByField => _byField;

    public void Add(string field, string problem)
    {
        // A name that nobody expects is the caller's own text.
        string name = field.Length <= LongestName ? field : field[..LongestName] + "…";
        if (_byField.Count < Most)
            _byField.TryAdd(name.Length == 0 ? "body" : name, [problem]);
    }
}
