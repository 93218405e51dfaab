// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>A text file, unpacked on the way where its name ends in .gz.</summary>
/// <param name="path">The file.</param>
internal sealed class TextFile(string path) : IMultiStreamSource
{
    public int Count => 1;

    // ML.NET opens a file it has the path of itself, and would not unpack it.
    public string? GetPathOrNull(int index) => IsPacked ? null : path;

    public Stream Open(int index)
    {
        Stream file = File.OpenRead(path);
        return IsPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index), Encoding.UTF8);

    private bool IsPacked => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
