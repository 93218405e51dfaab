// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Tests.Standins;

/// <summary>The public surface of one real assembly, as listed in <c>eng/api</c>, and the question what goes beyond it.</summary>
internal sealed class ApiListing
{
    private const string Accessors = " { get; set; }";
    private readonly HashSet<string> _lines;
    private readonly Dictionary<string, string> _typeLines;

    public ApiListing(IEnumerable<string> lines)
    {
        _lines = [.. lines.Where(line => line.Length > 0 && line[0] != '#')];
        _typeLines = _lines.Where(IsTypeLine).ToDictionary(TypeName);
    }

    public static ApiListing Read(string assemblyName) =>
        new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "api", assemblyName + ".txt")));

    /// <summary>The lines that the listing does not have: each names a member that the real assembly does not show.</summary>
    public IEnumerable<string> Extra(IEnumerable<string> lines) => lines.Where(line => !Allows(line));

    /// <summary>The lines that only the listing has.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> lines) => _lines.Except(lines).Order(StringComparer.Ordinal);

    private bool Allows(string line)
    {
        if (_lines.Contains(line))
            return true;

        // Less than the real thing is allowed: a property without its setter, a type without one of its interfaces.
        if (line.EndsWith(" { get; }", StringComparison.Ordinal) || line.EndsWith(" { set; }", StringComparison.Ordinal))
            return _lines.Contains(line[..line.LastIndexOf(" {", StringComparison.Ordinal)] + Accessors);
        return IsTypeLine(line) && _typeLines.TryGetValue(TypeName(line), out string? real) && IsLess(TypeHeader.Parse(line), TypeHeader.Parse(real));
    }

    private static bool IsLess(TypeHeader standin, TypeHeader real) =>
        standin.Head == real.Head && standin.Constraints == real.Constraints && standin.Bases.All(real.Bases.Contains);

    private static bool IsTypeLine(string line) => line.Contains(" | type ", StringComparison.Ordinal);

    private static string TypeName(string line) => line[..line.IndexOf(" | ", StringComparison.Ordinal)];

    private sealed record TypeHeader(string Head, string[] Bases, string Constraints)
    {
        public static TypeHeader Parse(string line)
        {
            int where = line.IndexOf(" where ", StringComparison.Ordinal);
            string constraints = where < 0 ? "" : line[where..];
            string declaration = where < 0 ? line : line[..where];
            int colon = declaration.IndexOf(" : ", StringComparison.Ordinal);
            return colon < 0
                ? new(declaration, [], constraints)
                : new(declaration[..colon], [.. SplitOutsideBrackets(declaration[(colon + 3)..])], constraints);
        }

        private static IEnumerable<string> SplitOutsideBrackets(string list)
        {
            int depth = 0, start = 0;
            for (int i = 0; i < list.Length; i++)
            {
                depth += list[i] switch { '<' => 1, '>' => -1, _ => 0 };
                if (list[i] == ',' && depth == 0)
                {
                    yield return list[start..i];
                    start = i + 2;
                }
            }

            yield return list[start..];
        }
    }
}
