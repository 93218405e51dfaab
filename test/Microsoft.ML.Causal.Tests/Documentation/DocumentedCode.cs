// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Text.RegularExpressions;

namespace Microsoft.ML.Causal.Tests.Documentation;

/// <summary>A block of C# in a page, with the regions that it says it shows: <c>&lt;!-- src/Samples/Guide/X.cs: first, second --&gt;</c> stands above it.</summary>
internal sealed partial record DocumentedCode(string Page, int Line, string? Source, string[] Regions, string Text)
{
    /// <summary>The folder of the checkout, which holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The pages: README, everything in docs, and what packages show.</summary>
    public static IEnumerable<string> Pages =>
    [
        Path.Combine(Root, "README.md"),
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories),
        .. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(project => Path.Combine(project, "README.md")).Where(File.Exists),
    ];

    /// <summary>The blocks of C# of a page.</summary>
    public static IEnumerable<DocumentedCode> Of(string page)
    {
        string[] lines = File.ReadAllLines(page);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] is not "```csharp")
                continue;
            int end = Array.IndexOf(lines, "```", i + 1);
            Match shown = Shown().Match(i > 0 ? lines[i - 1] : "");
            yield return new(
                Path.GetRelativePath(Root, page), i + 1, shown.Success ? shown.Groups["source"].Value : null,
                shown.Success ? shown.Groups["regions"].Value.Split(", ") : [], string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }

    /// <summary>The regions of a source file, without the blanks that all their lines begin with.</summary>
    public static Dictionary<string, string> RegionsOf(string source)
    {
        Dictionary<string, string> regions = [];
        string[] lines = File.ReadAllLines(Path.Combine(Root, source));
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart() is not ['#', 'r', 'e', 'g', 'i', 'o', 'n', ' ', .. string name])
                continue;
            int end = Array.FindIndex(lines, i, line => line.TrimStart() == "#endregion"), indent = lines[i].Length - lines[i].TrimStart().Length;
            regions[name] = string.Join('\n', lines[(i + 1)..end].Select(line => line.Length > indent ? line[indent..] : ""));
        }

        return regions;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Microsoft.ML.Causal.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"The tests run in '{AppContext.BaseDirectory}', which is not inside a checkout; the pages they read are not there.");
    }

    [GeneratedRegex(@"^<!-- (?<source>\S+\.cs): (?<regions>.+) -->$")]
    private static partial Regex Shown();
}
