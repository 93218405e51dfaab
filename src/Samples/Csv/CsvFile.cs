// Licensed under the MIT licence; see LICENSE in the repository root.

using System.IO.Compression;
using System.Text;

namespace Microsoft.ML.Causal.Samples;

/// <summary>Opens text files; one whose name ends in .gz is compressed, and <c>-</c> is the standard input or output.</summary>
internal static class CsvFile
{
    /// <summary>What stands for the standard input or output in the place of a path.</summary>
    public const string Standard = "-";

    public static StreamReader OpenText(string path)
    {
        if (path == Standard)
            return new StreamReader(Console.OpenStandardInput(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        try
        {
            Stream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return new StreamReader(IsCompressed(path) ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, "there is no such file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "the file cannot be read; is it a folder, locked, or someone else's?");
        }
    }

    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
