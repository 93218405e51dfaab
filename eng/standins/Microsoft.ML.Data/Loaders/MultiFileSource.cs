// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Data;

/// <summary>Files, given by path or by pattern.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        _paths = [.. paths.SelectMany(Expand)];
    }

    public int Count => _paths.Length;

    public string GetPathOrNull(int index) => _paths[index];

    public Stream Open(int index) => File.OpenRead(_paths[index]);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    /// <summary>The files of a path or pattern, in ordinal order; none where nothing matches.</summary>
    internal static string[] Expand(string path)
    {
        string name = Path.GetFileName(path);
        if (!name.AsSpan().ContainsAny('*', '?'))
            return [path];
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } given ? given : ".";
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, name).Order(StringComparer.Ordinal)] : [];
    }
}
