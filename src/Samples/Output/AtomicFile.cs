// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>Writes a file beside its place and renames it once it is whole: nobody ever sees half of it. The standard output is written as it comes.</summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        if (path == CsvFile.Standard)
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            write(output);
            return;
        }

        string draft = $"{path}.{Guid.NewGuid():N}.draft";
        try
        {
            using (FileStream stream = new(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
                write(stream);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException or PathTooLongException)
        {
            throw new InputException(path, "the file cannot be written; does its folder exist, and may you write there?");
        }
        finally
        {
            if (File.Exists(draft))
                File.Delete(draft);
        }
    }
}
